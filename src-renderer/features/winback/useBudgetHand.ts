import { useEffect, useState } from 'react'
import type { EChartsType } from '../../ui/echarts.ts'

interface Hand {
  readonly min: number
  readonly max: number
  readonly onMove: (value: number) => void
  readonly onSettle: () => void
}

interface Pointer {
  readonly offsetX: number
  readonly offsetY: number
}

/** Lets the hand take hold of the curve anywhere: the value under it becomes the budget. */
export function useBudgetHand({ min, max, onMove, onSettle }: Hand): (chart: EChartsType | null) => void {
  const [chart, setChart] = useState<EChartsType | null>(null)
  useEffect(() => {
    if (!chart) return
    const surface = chart.getZr()
    let isHeld = false
    const move = ({ offsetX, offsetY }: Pointer) => {
      const [value] = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]) as (number | undefined)[]
      if (value !== undefined && Number.isFinite(value))
        onMove(Math.round(Math.min(max, Math.max(min, value))))
    }
    const onDown = (event: Pointer) => {
      isHeld = true
      move(event)
    }
    const onDrag = (event: Pointer) => {
      if (isHeld) move(event)
    }
    const onUp = () => {
      if (!isHeld) return
      isHeld = false
      onSettle()
    }
    surface.on('mousedown', onDown)
    surface.on('mousemove', onDrag)
    window.addEventListener('pointerup', onUp)
    return () => {
      surface.off('mousedown', onDown)
      surface.off('mousemove', onDrag)
      window.removeEventListener('pointerup', onUp)
    }
  }, [chart, min, max, onMove, onSettle])
  return setChart
}
