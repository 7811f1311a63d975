/** Small colour arithmetic on `#RRGGBB`, for tints and contrast. */
export type Rgb = readonly [red: number, green: number, blue: number]

export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function hexOf([red, green, blue]: Rgb): string {
  const part = (channel: number) => Math.round(channel).toString(16).padStart(2, '0')
  return `#${part(red)}${part(green)}${part(blue)}`.toUpperCase()
}

/** `share` of `colour` over `ground`, mixed in sRGB as CSS and canvas do. */
export function mix(colour: string, ground: string, share: number): string {
  const top = rgbOf(colour)
  const under = rgbOf(ground)
  return hexOf([
    top[0] * share + under[0] * (1 - share),
    top[1] * share + under[1] * (1 - share),
    top[2] * share + under[2] * (1 - share),
  ])
}

export function withAlpha(hex: string, alpha: number): string {
  const [red, green, blue] = rgbOf(hex)
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`
}

const linear = (channel: number) => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

export function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
