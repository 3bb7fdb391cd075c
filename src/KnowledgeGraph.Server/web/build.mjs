// Builds the scripts of the pages into the folder given: installs what the lock file names, if it is not there, then checks and bundles.
// One build at a time, whichever projects ask for it. Exit codes: 0 done, 1 the sources are wrong, 3 the packages cannot be installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const web = import.meta.dirname;
const lock = join(web, 'node_modules.lock');
const installed = join(web, 'node_modules', '.installed');
const notInstallable = 3;
const longestBuildMs = 5 * 60_000;

function takeLock() {
  const end = Date.now() + longestBuildMs;
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      // A build that was killed leaves its lock behind.
      if (Date.now() > end || isOld()) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function isOld() {
  try {
    return Date.now() - statSync(lock).mtimeMs > longestBuildMs;
  } catch {
    return false;
  }
}

function run(command, args, out) {
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? `${command}.cmd` : command, args, {
    cwd: web, shell: windows, encoding: 'utf8', env: { ...process.env, ...(out && { KG_WEB_OUT: out }) },
  });
  return { ok: result.status === 0, text: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}` };
}

function install() {
  const wanted = readFileSync(join(web, 'package-lock.json'), 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return true;
  const npm = run('npm', [
    'ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', '--fetch-retries=1', '--fetch-timeout=60000',
  ]);
  if (npm.ok) writeFileSync(installed, wanted);
  else console.log(npm.text.trim().split('\n').slice(0, 4).join('\n'));
  return npm.ok;
}

takeLock();
try {
  if (!install()) {
    process.exitCode = notInstallable;
  } else {
    const build = run('npm', ['run', '--silent', 'build'], process.argv[2]);
    if (!build.ok) {
      console.log(build.text.trim());
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}
