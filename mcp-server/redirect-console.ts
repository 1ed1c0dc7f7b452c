import { Console } from 'node:console';

// Imported before anything else: standard output belongs to the protocol, and some packages print there.
globalThis.console = new Console(process.stderr, process.stderr);
