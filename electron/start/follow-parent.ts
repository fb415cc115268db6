/**
 * Loaded into every program that `npm start` starts: its standard input is a pipe held open by the starter, so that
 * it ends when the starter does, however that ended. A program then stops as it would for SIGTERM.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
