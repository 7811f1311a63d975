export const systemTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

let known: readonly string[] | null = null

/** Every zone that the platform knows, the system's own first. */
export function timeZones(): readonly string[] {
  known ??= [...new Set([systemTimeZone(), 'Asia/Shanghai', ...Intl.supportedValuesOf('timeZone')])]
  return known
}
