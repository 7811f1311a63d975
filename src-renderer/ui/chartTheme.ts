import { chartTokens } from './chartTokens.ts'
import { sans, type Scheme } from './tokens.ts'

/** The ECharts theme: calm axes, horizontal grid lines only, no decoration. */
export function chartTheme(scheme: Scheme, textScale = 1) {
  const c = chartTokens(scheme, textScale)
  const text = { color: c.text3, fontFamily: sans, fontSize: c.caption }
  const axis = {
    axisLine: { show: true, lineStyle: { color: c.control, width: 1 } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true },
    splitLine: { show: false },
    nameTextStyle: text,
  }
  return {
    color: Array.from({ length: 8 }, (_, i) => c.hue(i)),
    backgroundColor: 'transparent',
    textStyle: text,
    categoryAxis: axis,
    timeAxis: axis,
    valueAxis: {
      ...axis,
      axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: c.line, width: 1 } },
    },
    logAxis: { ...axis, splitLine: { show: true, lineStyle: { color: c.line, width: 1 } } },
    line: { symbol: 'none', smooth: false, lineStyle: { width: 2.4, cap: 'round' } },
    bar: { barCategoryGap: '22%' },
    sankey: { label: { ...text, color: c.text2 }, lineStyle: { color: c.base, opacity: 0.35 } },
    tooltip: {
      backgroundColor: c.surface,
      borderColor: c.line2,
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { color: c.text, fontFamily: sans, fontSize: c.caption },
      confine: true,
      transitionDuration: 0,
      axisPointer: { lineStyle: { color: c.text3, width: 1 }, crossStyle: { color: c.text3 } },
    },
  }
}
