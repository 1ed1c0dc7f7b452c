#!/usr/bin/env node
// Everything else is imported only after the check: it may not even parse on an older Node.
const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  process.stderr.write(`casewright needs Node ${wanted} or newer; this is ${process.version} (${process.execPath}).\n`);
  process.exitCode = 2;
} else {
  // Bundlers make a mess of an import of node:module.
  process.getBuiltinModule('node:module').enableCompileCache();
  void import('./main.ts').then(({ main }) => main(process.argv));
}

export {};
