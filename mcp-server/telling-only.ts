import type { JsonSchemaValidator } from '@modelcontextprotocol/server';

/**
 * Lets everything through: tools read arguments themselves, for better answers, what they answer is held against its schema
 * by tests, and the server asks its client for nothing. To compile two dozen validators would be most of the time that the
 * server takes to start; to load a second Ajv for them, a tenth.
 */
export const tellingOnly = { getValidator };

function getValidator<T>(): JsonSchemaValidator<T> {
  return (data) => ({ valid: true, data: data as T, errorMessage: undefined });
}
