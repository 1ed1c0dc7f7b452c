import type { MappedText } from '../mapped-text.ts';
import { plainName, roleOf, type ValueRole } from './value-role.ts';
import { attributeText, elementText, select } from './xml-text.ts';
import type { XmlElement } from './xml-tree.ts';

/** One value of an object: the name of its attribute, what it means, and the text. */
export type SpecValue = { name: string; role: ValueRole; text: MappedText };

/** A SPEC-OBJECT as it stands. `key`: how others refer to it. */
export type SpecObject = { key: string; type: string; start: number; end: number; values: SpecValue[] };

type Names = { attributes: Map<string, string>; values: Map<string, string>; types: Map<string, string> };

const named = (elements: XmlElement[]): [string, string][] =>
  elements.map(({ attributes }) => {
    const key = attributes.get('IDENTIFIER') ?? '';
    return [key, attributes.get('LONG-NAME') ?? key];
  });

const content = (root: XmlElement): XmlElement | undefined =>
  select(root, 'REQ-IF', 'CORE-CONTENT', 'REQ-IF-CONTENT')[0] ?? select(root, 'REQ-IF', 'CORE-CONTENT')[0];

function readNames(body: XmlElement | undefined): Names {
  const types = select(body, 'SPEC-TYPES').flatMap(({ children }) => children);
  const attributes = types.flatMap((type) => select(type, 'SPEC-ATTRIBUTES').flatMap(({ children }) => children));
  const enumerations = select(body, 'DATATYPES', 'DATATYPE-DEFINITION-ENUMERATION', 'SPECIFIED-VALUES', 'ENUM-VALUE');
  return { types: new Map(named(types)), attributes: new Map(named(attributes)), values: new Map(named(enumerations)) };
}

/** The identifier inside an element such as `<DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>…`. */
function reference(raw: string, element: XmlElement | undefined): string {
  const inner = element?.children.find(({ name }) => name.endsWith('-REF'));
  return inner ? elementText(raw, inner).text.trim() : '';
}

function valueOf(raw: string, element: XmlElement, names: Names): SpecValue {
  const key = reference(raw, select(element, 'DEFINITION')[0]);
  const name = names.attributes.get(key) ?? key;
  // Some tools give every attribute a long name of their own, and a telling identifier.
  const byName = roleOf(name);
  const place = { name: plainName(name), role: byName === 'other' ? roleOf(key) : byName };
  if (element.name === 'ATTRIBUTE-VALUE-ENUMERATION') {
    const chosen = select(element, 'VALUES', 'ENUM-VALUE-REF').map((each) => elementText(raw, each).text.trim());
    return { ...place, text: { text: chosen.map((each) => names.values.get(each) ?? each).join(', '), runs: [] } };
  }
  const [inside] = select(element, 'THE-VALUE');
  return { ...place, text: inside ? elementText(raw, inside) : attributeText(raw, element, 'THE-VALUE') };
}

/** The objects of a document in the order of the file. */
export function readObjects(raw: string, root: XmlElement): SpecObject[] {
  const body = content(root);
  const names = readNames(body);
  return select(body, 'SPEC-OBJECTS', 'SPEC-OBJECT').map((element) => ({
    key: element.attributes.get('IDENTIFIER') ?? '',
    type: names.types.get(reference(raw, select(element, 'TYPE')[0])) ?? '',
    start: element.start,
    end: element.end,
    values: select(element, 'VALUES').flatMap(({ children }) =>
      children.filter(({ name }) => name.startsWith('ATTRIBUTE-VALUE-')).map((child) => valueOf(raw, child, names)),
    ),
  }));
}

/** Keys of objects in the order in which the specifications show them, each with that of the object it stands below. */
export function readHierarchy(raw: string, root: XmlElement): Map<string, string | undefined> {
  const order = new Map<string, string | undefined>();
  const descend = (element: XmlElement, parent: string | undefined): void => {
    for (const node of select(element, 'CHILDREN', 'SPEC-HIERARCHY')) {
      const key = reference(raw, select(node, 'OBJECT')[0]);
      if (key !== '' && !order.has(key)) order.set(key, parent);
      descend(node, key === '' ? parent : key);
    }
  };
  for (const specification of select(content(root), 'SPECIFICATIONS', 'SPECIFICATION'))
    descend(specification, undefined);
  return order;
}

/** Relations as pairs of keys: which object points to which. */
export function readRelations(raw: string, root: XmlElement): [string, string][] {
  return select(content(root), 'SPEC-RELATIONS', 'SPEC-RELATION').map((each) => [
    reference(raw, select(each, 'SOURCE')[0]),
    reference(raw, select(each, 'TARGET')[0]),
  ]);
}
