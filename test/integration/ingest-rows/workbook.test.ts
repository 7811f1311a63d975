import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { planFor, readPlan } from './readText.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-sheet-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const MAPPING: Mapping = {
  kind: 'purchases',
  columns: { customer: '会员', time: '时间', amount: '金额', quantity: '件数', product: '商品' },
}
const COLUMNS = ['会员', '时间', '金额', '件数', '商品']

function workbook(rows: unknown[][]): string {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['说明'], ['x']]), '数据字典')
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '订单')
  const path = join(folder, `book${Math.floor(performance.now() * 1000)}.xlsx`)
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return path
}

describe('a sheet', () => {
  it('is read with the plan of its table, dates and numbers as they are', async () => {
    const path = workbook([
      ['2012 年订单'],
      COLUMNS,
      ['甲', { t: 'n', v: 40972.5, z: 'yyyy-mm-dd hh:mm' }, 131.77, 2, '梨'],
      [13800001234, '2012-03-05', '¥1,234.50', '', '梨, 大'],
      ['', '2012-03-05', 7, 1, ''],
      [],
      ['合计', '', 1366.27],
    ])
    const plan = planFor(COLUMNS, MAPPING, { path, readAs: { format: 'xlsx', sheet: '订单', headerLine: 2 } })
    const { rows, rejects, summary } = await readPlan(plan)
    expect(rows).toEqual([
      {
        line: 3,
        customer: '甲',
        time: '2012-03-04 12:00:00',
        amountMinor: 13177,
        quantity: 2,
        product: '梨',
      },
      {
        line: 4,
        flags: 'dateOnly',
        customer: '13800001234',
        time: '2012-03-05',
        amountMinor: 123450,
        product: '梨, 大',
      },
    ])
    expect(rejects.map((row) => `${row.line} ${row.code} ${row.raw}`)).toEqual([
      '5 no-customer ,2012-03-05,7,1',
      '7 summary-line 合计,,1366.27',
    ])
    const { rowsRead, rowsAccepted, rowsRejected, rowsBlank } = summary
    expect(rowsRead).toBe(rowsAccepted + rowsRejected + rowsBlank)
    expect(summary).toMatchObject({ preambleLines: 1, rowsAccepted: 2, rowsRejected: 2 })
    expect(summary.treatments['short-row']).toBeUndefined()
  })

  it('that is not there is named', async () => {
    const path = workbook([COLUMNS])
    const plan = planFor(COLUMNS, MAPPING, { path, readAs: { format: 'xlsx', sheet: '没有', headerLine: 1 } })
    await expect(readPlan(plan)).rejects.toMatchObject({ code: 'sheet-not-found', detail: { sheet: '没有' } })
  })
})
