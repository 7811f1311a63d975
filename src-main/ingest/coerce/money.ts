import { MINOR_PER_UNIT } from '../../../shared/contract/money.ts'

const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const LARGEST = Number.MAX_SAFE_INTEGER

/** Digits of a minor unit behind the point. */
const MINOR_DIGITS = Math.log10(MINOR_PER_UNIT)

/** mantissa x 10^-scale in minor units, halves away from zero; NaN when it is too large to be exact. */
export function toMinor(mantissa: number, scale: number, digits = MINOR_DIGITS): number {
  const shift = digits - scale
  if (shift === 0) return mantissa
  if (mantissa === 0) return 0
  if (shift > 0) {
    if (shift > 22) return Number.NaN
    const value = mantissa * POWERS[shift]!
    return value <= LARGEST && value >= -LARGEST ? value : Number.NaN
  }
  if (shift < -16) return 0
  const power = POWERS[-shift]!
  const size = mantissa < 0 ? -mantissa : mantissa
  let whole = Math.floor(size / power)
  if ((size - whole * power) * 2 >= power) whole++
  return mantissa < 0 && whole > 0 ? -whole : whole
}

/** The product of two decimals in minor units, exact before it is rounded. */
export function productToMinor(
  mantissa: number,
  scale: number,
  otherMantissa: number,
  otherScale: number,
  digits = MINOR_DIGITS,
): number {
  const product = mantissa * otherMantissa
  if (product <= LARGEST && product >= -LARGEST)
    return toMinor(product === 0 ? 0 : product, scale + otherScale, digits)
  return bigToMinor(BigInt(mantissa) * BigInt(otherMantissa), scale + otherScale - digits)
}

function bigToMinor(value: bigint, drop: number): number {
  if (drop > 60 || drop < -22) return drop > 0 ? 0 : Number.NaN
  const size = value < 0n ? -value : value
  const power = 10n ** BigInt(Math.abs(drop))
  let whole = drop > 0 ? size / power : size * power
  if (drop > 0 && (size % power) * 2n >= power) whole++
  if (whole > BigInt(LARGEST)) return Number.NaN
  return value < 0n ? -Number(whole) : Number(whole)
}

/** mantissa x 10^-scale as the nearest double. */
export function toNumber(mantissa: number, scale: number): number {
  if (scale === 0) return mantissa
  if (scale > 0) return scale <= 22 ? mantissa / POWERS[scale]! : Number(`${mantissa}e-${scale}`)
  return scale >= -22 ? mantissa * POWERS[-scale]! : Number(`${mantissa}e${-scale}`)
}
