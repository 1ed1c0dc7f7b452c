const english = new Set(
  'the a an of to and or is are be shall must should will can may when if with for not by in on at from that this it its user system'.split(
    ' ',
  ),
);
const others = new Set(
  `der die das den dem des ein eine einen einem eines und oder nicht muss müssen soll sollen kann können wird werden wenn ist sind mit für von bei auf im zum zur beim nach
  le la les un une des du et ou ne pas doit doivent peut peuvent si est sont avec pour dans sur lorsque quand au aux
  el los las una unos y o debe deben puede pueden cuando es son con para por en del al se no sin
  il lo gli dei della delle e non deve devono può possono quando sono per nel nella con
  het een en of niet moet moeten kan kunnen als wordt worden met voor van bij op
  o os as um uma e ou não deve devem pode podem quando é são com para por em do da
  och eller inte ska skall måste när är med för på ett att og ikke skal når er til
  i lub nie musi gdy jest są się na do z w`.split(/\s+/),
);

/** Whether a text is in another language: not in Latin script, or with more foreign than English little words. */
export function isForeign(text: string): boolean {
  const sample = text.slice(0, 600);
  // Most texts need no closer look.
  if (/\b(?:the|shall)\b/i.test(sample) && !/[^\p{Script=Latin}\p{P}\p{S}\p{N}\s]/u.test(sample)) return false;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin * 2 < letters) return true;
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const own = words.filter((word) => english.has(word) && !others.has(word)).length;
  const foreign = words.filter((word) => others.has(word) && !english.has(word)).length;
  return foreign >= 2 && foreign > own * 2;
}
