export interface SliderRange {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Onto the step grid, without the dust of binary fractions, inside the range. */
export function snap(value: number, { min, max, step }: SliderRange): number {
  const steps = Math.round((value - min) / step)
  const decimals = Math.max(0, -Math.floor(Math.log10(step)) + 1)
  return Math.min(max, Math.max(min, Number((min + steps * step).toFixed(Math.min(12, decimals)))))
}

/**
 * Where a key moves the value: arrows one step, Shift ten, PageUp and PageDown a tenth of the range, Home and End to
 * the ends; null for any other key.
 */
export function movedByKey(value: number, key: string, shift: boolean, range: SliderRange): number | null {
  const { min, max, step } = range
  const one = shift ? step * 10 : step
  const tenth = Math.max(step, (max - min) / 10)
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return snap(value + one, range)
    case 'ArrowLeft':
    case 'ArrowDown':
      return snap(value - one, range)
    case 'PageUp':
      return snap(value + tenth, range)
    case 'PageDown':
      return snap(value - tenth, range)
    case 'Home':
      return min
    case 'End':
      return max
    default:
      return null
  }
}
