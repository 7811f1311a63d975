import { useEffect, useRef, useState, type RefObject } from 'react'
import { chartTheme } from './chartTheme.ts'
import type { EChartsCoreOption, EChartsType } from './echarts.ts'
import { useSchemeStore } from './schemeStore.ts'

const REPLACED = ['series', 'graphic', 'grid', 'xAxis', 'yAxis', 'matrix', 'dataset']

let drawable: boolean | undefined
/** False where there is no canvas (unit tests): the figure stays, without a picture. */
function canDraw(): boolean {
  drawable ??= document.createElement('canvas').getContext('2d') !== null
  return drawable
}

/** One ECharts instance in `host`: themed by the tokens, resized with its box, repainted within the frame. */
export function useEChart(
  host: RefObject<HTMLDivElement | null>,
  option: EChartsCoreOption,
): EChartsType | null {
  const [chart, setChart] = useState<EChartsType | null>(null)
  const { scheme, textScale } = useSchemeStore()
  const theme = useRef({ scheme, textScale })

  useEffect(() => {
    const element = host.current
    if (!element || !canDraw()) return
    let end = () => {}
    let gone = false
    // half of the app's code is the chart library: the first page does not wait for it
    void import('./echarts.ts').then(({ init }) => {
      if (gone) return
      const made = init(element, chartTheme(theme.current.scheme, theme.current.textScale), {
        renderer: 'canvas',
        devicePixelRatio: window.devicePixelRatio,
      })
      const observer = new ResizeObserver(() => made.resize({ animation: { duration: 0 } }))
      observer.observe(element)
      setChart(made)
      end = () => {
        observer.disconnect()
        made.dispose()
        setChart(null)
      }
    })
    return () => {
      gone = true
      end()
    }
  }, [host])

  useEffect(() => {
    if (!chart || (theme.current.scheme === scheme && theme.current.textScale === textScale)) return
    theme.current = { scheme, textScale }
    chart.setTheme(chartTheme(scheme, textScale))
  }, [chart, scheme, textScale])

  useEffect(() => {
    chart?.setOption(
      // replaced series would grow from nothing, and be empty for a frame
      { ...option, animation: false },
      { replaceMerge: REPLACED },
    )
  }, [chart, option])

  return chart
}
