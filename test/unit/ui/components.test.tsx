// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { Chart } from '../../../src-renderer/ui/Chart.tsx'
import type { ChartTable } from '../../../src-renderer/ui/chartTable.ts'
import { DateField } from '../../../src-renderer/ui/DateField.tsx'
import { finding, Finding, findingText } from '../../../src-renderer/ui/Finding.tsx'
import { NumberField } from '../../../src-renderer/ui/NumberField.tsx'
import { NumberStrip } from '../../../src-renderer/ui/NumberStrip.tsx'
import { Panel } from '../../../src-renderer/ui/Panel.tsx'
import { JobBar } from '../../../src-renderer/ui/Progress.tsx'
import { sourced, type Provenance } from '../../../src-renderer/ui/provenance.ts'
import { Segmented } from '../../../src-renderer/ui/Segmented.tsx'
import { Slider } from '../../../src-renderer/ui/Slider.tsx'
import { RiskBadge } from '../../../src-renderer/ui/Tag.tsx'
import { forgetScreen, renderUi } from '../../support/render.tsx'

afterEach(forgetScreen)

const from: Provenance = {
  title: 'Rows 1,204',
  formula: 'sum of accepted rows',
  filter: 'all imports',
  asOf: '2025-11-12',
  engine: 'ingest 1.0.0',
}

describe('a finding', () => {
  const of = finding('common.jobRows', { n: sourced('1,204', from) })

  it('is a sentence whose numbers open their provenance', async () => {
    const user = userEvent.setup()
    renderUi(<Finding of={of} />)
    await user.click(screen.getByRole('button', { name: '1,204, where it comes from' }))
    const card = await screen.findByRole('dialog', { name: 'Rows 1,204' })
    expect(within(card).getByText('sum of accepted rows')).toBeTruthy()
    expect(within(card).getByText('ingest 1.0.0')).toBeTruthy()
    expect(within(card).queryByText('Interval')).toBeNull()
    expect(within(card).queryByText('Show these customers')).toBeNull()
  })

  it('is plain text for screen readers and names of charts', () => {
    expect(findingText(of, 'en')).toBe('1,204 rows done')
    expect(findingText(of, 'zh-CN')).toBe('已处理 1,204 行')
  })
})

describe('a strip of numbers', () => {
  it('marks an approximate number and keeps the unit apart', () => {
    renderUi(
      <NumberStrip
        label="numbers"
        items={[{ label: 'profit', value: sourced('¥6.55 万'), approximate: true }]}
      />,
    )
    expect(screen.getByRole('img', { name: 'about' }).textContent).toBe('≈')
    expect(screen.getByText('万').tagName).toBe('SMALL')
  })

  it('shows at most five', () => {
    const items = Array.from({ length: 7 }, (_, i) => ({ label: `n${i}`, value: sourced(String(i)) }))
    renderUi(<NumberStrip label="numbers" items={items} />)
    expect(screen.queryByText('n4')).toBeTruthy()
    expect(screen.queryByText('n5')).toBeNull()
  })
})

describe('a panel', () => {
  it('tells a failure in a sentence, with the code only under details', async () => {
    const user = userEvent.setup()
    const retry = vi.fn()
    const error = new AppError('file-damaged', { file: 'a.xlsx' }).toData()
    renderUi(<Panel title="Silent" state={{ kind: 'failed', error, onRetry: retry }} />)
    expect(screen.getByRole('alert').textContent).toContain('File "a.xlsx" is damaged.')
    expect(screen.queryByText(/file-damaged/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Details' }))
    expect(screen.getByText(/file-damaged/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(retry).toHaveBeenCalledOnce()
  })

  it('says that it recomputes only after 400 ms and keeps the old picture', () => {
    vi.useFakeTimers()
    try {
      renderUi(
        <Panel title="RFM" state={{ kind: 'busy' }}>
          old picture
        </Panel>,
      )
      expect(screen.queryByText('recomputing')).toBeNull()
      expect(screen.getByText('old picture')).toBeTruthy()
      vi.advanceTimersByTime(399)
      expect(screen.queryByText('recomputing')).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a chart', () => {
  const table: ChartTable = {
    columns: [{ label: 'week' }, { label: 'orders', format: (value) => `${value} pcs` }],
    rows: [
      ['2025-01-06', 12],
      ['2025-01-13', 15],
    ],
  }
  function Both() {
    const [asTable, setAsTable] = useState(false)
    return <Chart name="Orders rise" option={{}} table={table} asTable={asTable} onAsTable={setAsTable} />
  }

  it('is an image with a name that reads its points by keys', () => {
    renderUi(<Both />)
    const image = screen.getByRole('img', { name: 'Orders rise' })
    fireEvent.keyDown(image, { key: 'Enter' })
    expect(screen.getByText('1 of 2: week 2025-01-06, orders 12 pcs')).toBeTruthy()
    fireEvent.keyDown(image, { key: 'ArrowRight' })
    fireEvent.keyDown(image, { key: 'ArrowRight' })
    expect(screen.getByText('2 of 2: week 2025-01-13, orders 15 pcs')).toBeTruthy()
    fireEvent.keyDown(image, { key: 'Escape' })
    expect(screen.queryByText(/of 2/)).toBeNull()
  })

  it('swaps in a real table of the same data with T', () => {
    renderUi(<Both />)
    fireEvent.keyDown(screen.getByRole('img'), { key: 't' })
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['week', 'orders'])
    expect(screen.getByRole('cell', { name: '15 pcs' })).toBeTruthy()
  })
})

describe('a slider', () => {
  function Budget({ onSettle }: { onSettle: (value: number) => void }) {
    const [value, setValue] = useState(300)
    return (
      <Slider
        label="Budget"
        min={0}
        max={600}
        step={10}
        value={value}
        valueText={`¥${value}, profit ¥${value * 2}`}
        onChange={setValue}
        onSettle={onSettle}
      />
    )
  }

  it('tells value and result, moves at once, settles once after the last key, and takes back with Esc', () => {
    vi.useFakeTimers()
    try {
      const settle = vi.fn()
      renderUi(<Budget onSettle={settle} />)
      const thumb = screen.getByRole('slider', { name: 'Budget' })
      for (const key of ['ArrowRight', 'ArrowRight', 'PageUp']) fireEvent.keyDown(thumb, { key })
      expect(thumb.getAttribute('aria-valuetext')).toBe('¥380, profit ¥760')
      expect(settle).not.toHaveBeenCalled()
      vi.advanceTimersByTime(250)
      expect(settle).toHaveBeenCalledExactlyOnceWith(380)
      fireEvent.keyDown(thumb, { key: 'ArrowRight', shiftKey: true })
      expect(thumb.getAttribute('aria-valuenow')).toBe('480')
      fireEvent.keyDown(thumb, { key: 'Escape' })
      expect(thumb.getAttribute('aria-valuenow')).toBe('380')
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('exact entry', () => {
  it('takes what people type, explains what it cannot take, and keeps the last valid value', async () => {
    const user = userEvent.setup()
    const commit = vi.fn()
    renderUi(
      <NumberField
        label="Budget"
        value={30_000}
        min={0}
        max={60_000}
        show={(value) => `¥${value}`}
        onCommit={commit}
      />,
    )
    const input = screen.getByRole('textbox', { name: 'Budget' })
    await user.clear(input)
    await user.type(input, '4.1 万{Enter}')
    expect(commit).toHaveBeenLastCalledWith(41_000)
    await user.clear(input)
    await user.type(input, '70000{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('Must be at most ¥60000; still the last valid result')
    expect(commit).toHaveBeenCalledOnce()
    await user.keyboard('{Escape}')
    expect((input as HTMLInputElement).value).toBe('¥30000')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('of a day refuses what is no day or outside the data', async () => {
    const user = userEvent.setup()
    const commit = vi.fn()
    renderUi(<DateField label="Day" day={20_404} firstDay={20_000} lastDay={20_404} onCommit={commit} />)
    const input = screen.getByRole('textbox', { name: 'Day' })
    await user.clear(input)
    await user.type(input, '2025-02-30{Enter}')
    expect(screen.getByRole('alert').textContent).toContain('"2025-02-30" is not a date')
    await user.clear(input)
    await user.type(input, '2031/01/01{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('Must be at most 2025-11-12')
    await user.clear(input)
    await user.type(input, '2025.11.10{Enter}')
    expect(commit).toHaveBeenCalledExactlyOnceWith(20_402)
  })
})

describe('small parts', () => {
  it('a segmented choice is one tab stop with arrows inside', async () => {
    const user = userEvent.setup()
    const change = vi.fn()
    renderUi(
      <Segmented
        label="View"
        options={[
          { value: 'people', label: 'People' },
          { value: 'money', label: 'Money' },
        ]}
        value="people"
        onChange={change}
      />,
    )
    await user.tab()
    expect(document.activeElement?.textContent).toBe('People')
    await user.keyboard('{ArrowRight}')
    expect(change).toHaveBeenCalledWith('money')
    await user.tab()
    expect(document.activeElement?.textContent).not.toBe('Money')
  })

  it('a risk is told by glyph and word, an unknown one by a dash', () => {
    renderUi(
      <>
        <RiskBadge level="high" />
        <RiskBadge level="unknown" />
      </>,
    )
    expect(screen.getByText('High').textContent).toContain('▲')
    expect(screen.getByTitle('Unknown').textContent).toBe('—')
  })

  it('a job tells rows, rate and time left, and says that cancelling restores the file', () => {
    const job = {
      label: 'Importing',
      share: 0.5,
      rowsDone: 3_120_000,
      rowsPerSecond: 240_000,
      secondsLeft: 8,
    }
    const { rerender } = renderUi(<JobBar job={job} onCancel={() => undefined} />, 'zh-CN')
    expect(screen.getByText('已处理 312 万行 · 每秒 24 万行 · 约剩 8 秒')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50')
    rerender(<JobBar job={{ ...job, cancelling: true }} onCancel={() => undefined} />)
    expect(screen.getByText('正在取消，文件会恢复原样')).toBeTruthy()
    expect(screen.getByRole('button', { name: '取消' })).toHaveProperty('disabled', true)
  })
})
