import { homedir } from 'node:os'
import { join } from 'node:path'

/** Environment variable that moves the application's own folder, for tests and portable installations. */
export const DATA_DIR_VARIABLE = 'HUILIU_DATA_DIR'

/** The application's own folder: settings, recent projects, its own projects, logs. The same for both shells. */
export function defaultDataDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env[DATA_DIR_VARIABLE]
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Huiliu')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Huiliu')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'huiliu')
}
