import { Ajv, type ValidateFunction } from 'ajv';

let ajv: Ajv | undefined;

/** A check against `schema`, compiled on first use: compiling costs more than all other work of a short command. */
export function lazySchema<T>(schema: object): () => ValidateFunction<T> {
  let compiled: ValidateFunction<T> | undefined;
  return () => {
    ajv ??= new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, meta: false, validateSchema: false });
    compiled ??= ajv.compile<T>(schema);
    return compiled;
  };
}
