export function hasDisplay(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): boolean
export function electronBinary(root: string, env?: NodeJS.ProcessEnv): string | null
export function fetchElectron(
  root: string,
  say: (key: 'fetching') => void,
  env?: NodeJS.ProcessEnv,
): Promise<boolean>
