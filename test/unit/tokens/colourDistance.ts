import { rgbOf, type Rgb } from '../../../src-renderer/ui/colour.ts'

type Triple = readonly [number, number, number]

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const toGamma = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055)
const clamp = (x: number) => Math.min(1, Math.max(0, x))

function multiply(m: readonly Triple[], v: Triple): Triple {
  return m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Triple
}

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const sight = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, readonly Triple[]>

export type Sight = keyof typeof sight
export const SIGHTS = Object.keys(sight) as Sight[]

function seen(hex: string, by: Sight): Rgb {
  const [red, green, blue] = rgbOf(hex)
  const linear = [toLinear(red / 255), toLinear(green / 255), toLinear(blue / 255)] as const
  return multiply(sight[by], linear).map((c) => toGamma(clamp(c))) as unknown as Rgb
}

function labOf(rgb: Rgb): Triple {
  const linear = rgb.map(toLinear) as unknown as Triple
  const xyz = multiply(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    linear,
  )
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const [x, y, z] = [f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883)]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const degrees = (radians: number) => ((radians * 180) / Math.PI + 360) % 360
const sinOf = (deg: number) => Math.sin((deg * Math.PI) / 180)
const cosOf = (deg: number) => Math.cos((deg * Math.PI) / 180)

/** CIEDE2000 (Sharma, Wu and Dalal 2005) between two Lab colours. */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const cMean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(cMean ** 7 / (cMean ** 7 + 25 ** 7)))
  const [ap1, ap2] = [(1 + g) * a1, (1 + g) * a2]
  const [c1, c2] = [Math.hypot(ap1, b1), Math.hypot(ap2, b2)]
  const h1 = c1 === 0 ? 0 : degrees(Math.atan2(b1, ap1))
  const h2 = c2 === 0 ? 0 : degrees(Math.atan2(b2, ap2))
  const dL = l2 - l1
  const dC = c2 - c1
  let dh = h2 - h1
  if (c1 * c2 === 0) dh = 0
  else if (dh > 180) dh -= 360
  else if (dh < -180) dh += 360
  const dH = 2 * Math.sqrt(c1 * c2) * sinOf(dh / 2)
  const lBar = (l1 + l2) / 2
  const cBar = (c1 + c2) / 2
  let hBar = h1 + h2
  if (c1 * c2 !== 0) {
    if (Math.abs(h1 - h2) <= 180) hBar = hBar / 2
    else hBar = hBar < 360 ? (hBar + 360) / 2 : (hBar - 360) / 2
  }
  const t =
    1 -
    0.17 * cosOf(hBar - 30) +
    0.24 * cosOf(2 * hBar) +
    0.32 * cosOf(3 * hBar + 6) -
    0.2 * cosOf(4 * hBar - 63)
  const turn = 30 * Math.exp(-(((hBar - 275) / 25) ** 2))
  const rC = 2 * Math.sqrt(cBar ** 7 / (cBar ** 7 + 25 ** 7))
  const sL = 1 + (0.015 * (lBar - 50) ** 2) / Math.sqrt(20 + (lBar - 50) ** 2)
  const sC = 1 + 0.045 * cBar
  const sH = 1 + 0.015 * cBar * t
  const rT = -sinOf(2 * turn) * rC
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + rT * (dC / sC) * (dH / sH))
}

/** Distance of two `#RRGGBB` as seen with a kind of sight. */
export function distance(one: string, other: string, by: Sight): number {
  return ciede2000(labOf(seen(one, by)), labOf(seen(other, by)))
}
