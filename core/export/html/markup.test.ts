import { describe, expect, it } from 'vitest';
import { anchor, fill, markup } from './markup.ts';

describe('markup', () => {
  it('lets no text out of content or of a quoted attribute', () => {
    const hostile = `</style><script>alert(1)</script>"onload='x'&amp;`;
    expect(markup`<p title="${hostile}">${hostile}</p>`.html).toBe(
      '<p title="&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;x&#39;&amp;amp;">' +
        '&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;x&#39;&amp;amp;</p>',
    );
  });

  it('names characters that nobody sees, and keeps emoji and scripts whole', () => {
    expect(markup`${'a\u202eb\u200bc\0'}`.html).toBe('a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩');
    expect(markup`${'👩‍💻 שלום 你好\r\nx'}`.html).toBe('👩‍💻 שלום 你好\nx');
  });

  it('takes other markup as it is, lists of it, and nothing for what is left out', () => {
    const entries = ['<a>', 'b'].map((each) => markup`<li>${each}</li>`);
    expect(markup`<ul>${entries}${undefined}${false}${0}</ul>`.html).toBe('<ul><li>&lt;a&gt;</li><li>b</li>0</ul>');
  });
});

describe('anchor', () => {
  it('makes one id of any key, a broken one too', () => {
    expect(anchor('docs/a b.md:TC-1"')).toBe('docs%2Fa%20b.md%3ATC-1%22');
    expect(anchor('\ud800')).toBe('%EF%BF%BD');
  });
});

describe('fill', () => {
  it('puts values into their places and leaves what is no place', () => {
    expect(fill('{part} of {whole}, {other}', { part: 1, whole: '$&' })).toBe('1 of $&, {other}');
  });
});
