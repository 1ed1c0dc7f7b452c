import { describe, expect, it } from 'vitest';
import { fillSections, markdownTable } from './generated-sections.ts';

const document = '# A\n\n<!-- generated:inputs -->\nold\n<!-- /generated -->\n\nText.\n';

describe('fillSections()', () => {
  it('replaces what stands between the marks and nothing else', () => {
    expect(fillSections(document, { inputs: 'new $& text' })).toEqual({
      text: '# A\n\n<!-- generated:inputs -->\n\nnew $& text\n\n<!-- /generated -->\n\nText.\n',
      unknown: [],
      missing: [],
    });
  });

  it('changes nothing the second time', () => {
    const once = fillSections(document, { inputs: 'new' }).text;
    expect(fillSections(once, { inputs: 'new' }).text).toBe(once);
  });

  it('names sections that nothing generates and texts without a section', () => {
    expect(fillSections(document, { tools: 'x' })).toEqual({ text: document, unknown: ['inputs'], missing: ['tools'] });
  });
});

describe('markdownTable()', () => {
  it('keeps cells in one piece', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'one\n  two']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | one two |');
  });
});
