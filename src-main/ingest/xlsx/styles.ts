import { builtInStyle, customStyle, PLAIN, type NumberStyle } from './numberFormats.ts'
import { visitElements } from './xmlPart.ts'

const STYLES_MAX = 65_536

/** The number style of every cell format (`s` of a cell is its number). */
export async function readStyles(
  chunks: AsyncIterable<Buffer>,
  place: string,
  depthMax: number,
): Promise<NumberStyle[]> {
  const custom = new Map<string, NumberStyle>()
  const formatIds: string[] = []
  let inCellFormats = false
  await visitElements(chunks, place, depthMax, (element) => {
    if (element.depth === 2) inCellFormats = element.name === 'cellXfs'
    if (element.name === 'numFmt' && custom.size < STYLES_MAX) {
      const id = element.attribute('numFmtId')
      if (id !== undefined) custom.set(id, customStyle((element.attribute('formatCode') ?? '').slice(0, 500)))
    } else if (
      inCellFormats &&
      element.name === 'xf' &&
      element.depth === 3 &&
      formatIds.length < STYLES_MAX
    ) {
      formatIds.push(element.attribute('numFmtId') ?? '0')
    }
  })
  return formatIds.map((id) => custom.get(id) ?? (/^\d+$/.test(id) ? builtInStyle(Number(id)) : PLAIN))
}
