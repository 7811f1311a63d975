// Draws the mark of 回流 (a ring that returns as an arrow, a wave in it) once, as geometry on a 24 x 24 grid, and writes
// it as SVG, PNG, ICO and ICNS. No dependencies: node resources/icons/make-icons.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

const TEAL = [0x0f, 0x6e, 0x7c]
const WHITE = [0xff, 0xff, 0xff]
const FOAM = [0x9c, 0xdf, 0xe5]
const GRID = 24
const TILE = { inset: 0.6, radius: 5.2 }
const CENTRE = 12
const RING = { radius: 6.9, fromDegrees: 36, toDegrees: 322 }
const ARROW = { length: 3.5, spreadDegrees: 43 }
const WAVE = [
  [
    [7.9, 13.3],
    [9.3, 10.9],
    [10.7, 10.9],
    [12, 12.2],
  ],
  [
    [12, 12.2],
    [13.3, 13.5],
    [14.7, 13.5],
    [16.1, 11.1],
  ],
]

const radians = (degrees) => (degrees * Math.PI) / 180
const onRing = (degrees) => [
  CENTRE + RING.radius * Math.cos(radians(degrees)),
  CENTRE + RING.radius * Math.sin(radians(degrees)),
]

function ringPoints() {
  const points = []
  for (let degrees = RING.fromDegrees; degrees <= RING.toDegrees; degrees += 2) points.push(onRing(degrees))
  points.push(onRing(RING.toDegrees))
  return points
}

function arrowPoints() {
  const tip = onRing(RING.toDegrees)
  const backwards = RING.toDegrees - 90 - 8
  const arm = (turn) => [
    tip[0] + ARROW.length * Math.cos(radians(backwards + turn)),
    tip[1] + ARROW.length * Math.sin(radians(backwards + turn)),
  ]
  return [arm(ARROW.spreadDegrees), tip, arm(-ARROW.spreadDegrees)]
}

function wavePoints() {
  return WAVE.flatMap(([a, b, c, d]) =>
    Array.from({ length: 25 }, (_, i) => {
      const t = i / 24
      const u = 1 - t
      return [0, 1].map(
        (k) => u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k],
      )
    }),
  )
}

/** The smaller the picture, the heavier the line; the smallest has no room for the wave. */
const strokeFor = (size) => (size <= 20 ? 2.4 : size <= 32 ? 2 : size <= 64 ? 1.75 : 1.5)

function distanceToLine(x, y, points) {
  let nearest = Infinity
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1]
    const [bx, by] = points[i]
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const along =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
  }
  return nearest
}

function distanceToTile(x, y) {
  const half = GRID / 2 - TILE.inset - TILE.radius
  const dx = Math.max(0, Math.abs(x - CENTRE) - half)
  const dy = Math.max(0, Math.abs(y - CENTRE) - half)
  return Math.hypot(dx, dy) - TILE.radius
}

function drawPixels(size) {
  const scale = GRID / size
  const stroke = strokeFor(size)
  const ring = ringPoints()
  const arrow = arrowPoints()
  const wave = wavePoints()
  const covered = (distance) => Math.min(1, Math.max(0, 0.5 - distance / scale))
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * scale
      const y = (row + 0.5) * scale
      const tile = covered(distanceToTile(x, y))
      if (tile === 0) continue
      const mark = covered(Math.min(distanceToLine(x, y, ring), distanceToLine(x, y, arrow)) - stroke / 2)
      const foam = size <= 20 ? 0 : covered(distanceToLine(x, y, wave) - stroke / 2)
      const at = (row * size + column) * 4
      for (let k = 0; k < 3; k++) {
        const withWave = TEAL[k] + (FOAM[k] - TEAL[k]) * foam
        pixels[at + k] = Math.round(withWave + (WHITE[k] - withWave) * mark)
      }
      pixels[at + 3] = Math.round(255 * tile)
    }
  return pixels
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc32(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function png(size) {
  const pixels = drawPixels(size)
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let row = 0; row < size; row++)
    pixels.copy(rows, row * (size * 4 + 1) + 1, row * size * 4, (row + 1) * size * 4)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(({ size, bytes }, i) => {
    const at = 6 + 16 * i
    head.set([size & 255, size & 255], at)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(bytes.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += bytes.length
  })
  return Buffer.concat([head, ...pictures.map((one) => one.bytes)])
}

function icns(pictures) {
  const parts = pictures.map(({ type, bytes }) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32BE(bytes.length + 8, 4)
    return Buffer.concat([head, bytes])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'latin1')
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4)
  return Buffer.concat([head, ...parts])
}

const short = (value) => String(Math.round(value * 100) / 100)
const place = ([x, y]) => `${short(x)} ${short(y)}`

function markPaths() {
  const { radius, fromDegrees, toDegrees } = RING
  const ring = `M${place(onRing(fromDegrees))}A${radius} ${radius} 0 1 1 ${place(onRing(toDegrees))}`
  const arrow = `M${arrowPoints().map(place).join('L')}`
  const wave = `M${place(WAVE[0][0])}${WAVE.map(([, b, c, d]) => `C${[b, c, d].map(place).join(' ')}`).join('')}`
  return { ring, arrow, wave }
}

const hex = (colour) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`

function iconSvg() {
  const { ring, arrow, wave } = markPaths()
  const side = short(GRID - 2 * TILE.inset)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="512" height="512">
  <title>回流 Huiliu</title>
  <rect x="${TILE.inset}" y="${TILE.inset}" width="${side}" height="${side}" rx="${TILE.radius}" fill="${hex(TEAL)}"/>
  <g fill="none" stroke-width="${strokeFor(512)}" stroke-linecap="round" stroke-linejoin="round">
    <path d="${wave}" stroke="${hex(FOAM)}"/>
    <path d="${ring}" stroke="${hex(WHITE)}"/>
    <path d="${arrow}" stroke="${hex(WHITE)}"/>
  </g>
</svg>
`
}

function logoSvg() {
  const { ring, arrow, wave } = markPaths()
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="3 3 18 18" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
  <path d="${ring}"/>
  <path d="${arrow}"/>
  <path d="${wave}" opacity="0.7"/>
</svg>
`
}

const folder = import.meta.dirname
const write = (name, content) => writeFileSync(join(folder, name), content)
const pictures = new Map([16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, png(size)]))
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]
write('icon.svg', iconSvg())
write('logo.svg', logoSvg())
write('icon.png', pictures.get(512))
write('icon-1024.png', pictures.get(1024))
write('icon.ico', ico(icoSizes.map((size) => ({ size, bytes: pictures.get(size) }))))
write('icon.icns', icns(icnsTypes.map(([type, size]) => ({ type, bytes: pictures.get(size) }))))
