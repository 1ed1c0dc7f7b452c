/** What runs in the reader's browser: filters, their state in the address, and whose evidence is whose. */
export const clientScript = `(() => {
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (value) => (value ? value.split(' ') : []);
  const cards = new Map(all('.requirement').map((card) => [card.dataset.of, card]));
  const documents = all('.document');
  const rows = all('tr[data-row]').map((row) => ({
    row,
    id: row.dataset.row,
    of: row.dataset.of,
    document: row.dataset.document,
    status: row.dataset.status,
    priority: words(row.dataset.priority),
    level: words(row.dataset.level),
  }));
  const cases = all('.case').map((card) => ({ card, rows: words(card.dataset.rows) }));
  const texts = new Map();

  // What a requirement's card says counts for all of its rows.
  const textOf = ({ of, row }) => {
    if (!texts.has(of)) texts.set(of, cards.get(of).textContent.toLowerCase());
    return texts.get(of) + ' ' + row.textContent.toLowerCase();
  };

  const matches = (each, wanted) =>
    (!wanted.status || each.status === wanted.status) &&
    (!wanted.document || each.document === wanted.document) &&
    (!wanted.priority || each.priority.includes(wanted.priority)) &&
    (!wanted.level ||
      (wanted.level.startsWith('-')
        ? !each.level.includes(wanted.level.slice(1))
        : each.level.includes(wanted.level))) &&
    (wanted.text.length === 0 || wanted.text.every((word) => textOf(each).includes(word)));

  const show = (element, isShown) => {
    if (element.hidden === isShown) element.hidden = !isShown;
  };

  const apply = () => {
    const values = Object.fromEntries(new FormData(form));
    const wanted = { ...values, text: values.text.toLowerCase().split(/\\s+/).filter(Boolean) };
    const kept = new Set();
    const keptOf = new Set();
    for (const each of rows) {
      const isKept = matches(each, wanted);
      show(each.row, isKept);
      if (!isKept) continue;
      kept.add(each.id);
      keptOf.add(each.of);
    }
    for (const [of, card] of cards) show(card, keptOf.has(of));
    for (const { card, rows: own } of cases) show(card, own.length === 0 || own.some((id) => kept.has(id)));
    // A document that comes back as a whole is laid out as a whole: only its heading goes.
    for (const each of documents)
      show(each.querySelector('h3'), each.querySelector('.requirement:not([hidden])') !== null);
    const count = kept.size > 0 ? form.dataset.shown : form.dataset.none;
    shown.textContent = count.replace('{shown}', kept.size).replace('{total}', rows.length);
  };

  const remember = () => {
    const set = [...new FormData(form)].filter(([, value]) => value !== '');
    const hash = set.length > 0 ? '#?' + new URLSearchParams(set) : ' ';
    // In the frame of an assistant there is no address to keep it in.
    if (location.protocol !== 'about:')
      history.replaceState(null, '', hash === ' ' ? location.pathname + location.search : hash);
  };

  const recall = (state) => {
    const values = new URLSearchParams(state);
    for (const control of form.elements)
      if (control.name) {
        control.value = values.get(control.name) ?? '';
        // A value that no option has.
        if (control.selectedIndex === -1) control.value = '';
      }
    apply();
  };

  const point = (card) => {
    for (const mark of all('mark.off')) mark.classList.remove('off');
    if (!card) return;
    for (const mark of card.closest('.requirement').querySelectorAll('mark[data-by]'))
      if (mark.dataset.by) mark.classList.toggle('off', !words(mark.dataset.by).includes(card.dataset.by));
  };

  const arrive = () => {
    if (location.hash.startsWith('#?')) return recall(location.hash.slice(2));
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest('[hidden]')) {
      recall('');
      target.scrollIntoView();
    }
    if (target?.matches('.case')) point(target);
  };

  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => (apply(), remember()), 120);
  });
  // A form is reset after its event.
  form.addEventListener('reset', () => setTimeout(() => (apply(), remember())));
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const link of all('a[data-filter]'))
    link.addEventListener('click', () => (recall(link.dataset.filter), setTimeout(remember)));
  let pointed;
  document.addEventListener('pointerover', (event) => {
    const card = event.target.closest('.case') ?? undefined;
    if (card !== pointed) point((pointed = card));
  });
  addEventListener('hashchange', arrive);
  addEventListener('beforeprint', () => all('details').forEach((each) => (each.open = true)));
  form.hidden = false;
  apply();
  arrive();
})();
`;
