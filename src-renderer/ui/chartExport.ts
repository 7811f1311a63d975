import { chartTheme } from './chartTheme.ts'
import { csvOf, type ChartTable } from './chartTable.ts'
import type { EChartsCoreOption, EChartsType } from './echarts.ts'
import { colours, type Scheme } from './tokens.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The picture as it is on screen, twice as sharp, on the surface colour. */
export function pngOf(chart: EChartsType, scheme: Scheme): Uint8Array {
  const url = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colours[scheme].surface })
  const binary = atob(url.slice(url.indexOf(',') + 1))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** The same picture drawn again as SVG, off screen. */
export async function svgOf(
  option: EChartsCoreOption,
  scheme: Scheme,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  const { init } = await import('./echarts.ts')
  const chart = init(null, chartTheme(scheme), {
    renderer: 'svg',
    ssr: true,
    width: widthPx,
    height: heightPx,
  })
  chart.setOption({ backgroundColor: colours[scheme].surface, ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return bytesOf(svg)
}

export const csvBytesOf = (table: ChartTable): Uint8Array => bytesOf(csvOf(table))
