// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { svgOf } from '../../../src-renderer/ui/chartExport.ts'

describe('a chart as SVG', () => {
  it('is well formed: the font family does not end the attribute that it stands in', async () => {
    const option = {
      xAxis: { type: 'category', data: ['a < b & "c"', '茶'] },
      yAxis: {},
      series: [{ type: 'bar', data: [1, 2] }],
    }
    const svg = new TextDecoder().decode(await svgOf(option, 'light', 400, 300))
    const attributes = svg.replaceAll(/="[^"]*"/g, '=""')
    expect(attributes).not.toContain('"Segoe')
    expect(svg).toContain("'Segoe UI'")
    expect(
      [...attributes.matchAll(/<[^>]*"(?!")[^"=>]*>/g)]
        .map(([found]) => found)
        .filter((tag) => /""[^\s/>]/.test(tag)),
    ).toEqual([])
  })
})
