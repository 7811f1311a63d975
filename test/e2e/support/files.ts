import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import { encode } from '../../integration/fuzz/encode.ts'

const GOODS = ['龙井新茶', '紫砂壶', '盖碗', '茶巾', '公道杯', '普洱饼']
/** keys that a spreadsheet would run */
const FORMULAS = ['=1+1', '+8613800000000', '-2+3', '@SUM(A1)']

/** What the GBK export holds, so that a test can count on it. */
export const GBK_EXPORT = {
  name: '订单导出.csv',
  nRows: 902,
  nWithoutCustomer: 6,
  nBadTimes: 3,
  lastDay: '2025-09-30',
  formulaKey: '=1+1',
} as const

/** An export as Chinese platforms write it: GBK, TAB behind ids, money with a sign, a few rows that cannot be taken. */
export function writeGbkExport(folder: string): string {
  const first = dayFromCivil(2024, 4, 1)
  const nDays = dayFromCivil(2025, 9, 30) - first + 1
  const lines = ['订单编号,买家会员名,订单创建时间,买家实际支付金额,宝贝标题,订单状态']
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  for (let i = 0; i < GBK_EXPORT.nRows; i++) {
    const number = Math.min(next(160), next(160))
    const customer = FORMULAS[number] ?? `茶友${String(number).padStart(4, '0')}`
    const day = i === 0 ? first + nDays - 1 : first + Math.floor(((i + next(40)) / 945) * nDays)
    const clock = `${String(8 + next(14)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')}:00`
    const time = `${isoFromDay(Math.min(first + nDays - 1, day))} ${clock}`
    const money = `￥${(20 + next(40_000) / 100).toFixed(2)}`
    lines.push(
      [
        `2024${String(100_000_000 + i)}\t`,
        i % 150 === 9 ? '' : customer,
        i % 300 === 20 ? '待定' : time,
        money,
        GOODS[next(GOODS.length)] ?? '',
        '交易成功',
      ].join(','),
    )
  }
  const path = join(folder, GBK_EXPORT.name)
  writeFileSync(path, encode(`${lines.join('\r\n')}\r\n`, 'gbk'))
  return path
}

/** A list that takes some seconds to import, for cancelling in the middle. */
export function writeLongList(folder: string, nRows: number): string {
  const path = join(folder, 'long.csv')
  const first = dayFromCivil(2024, 1, 1)
  const file = openSync(path, 'w')
  let text = 'customer_id,order_id,order_time,amount,product\n'
  for (let i = 0; i < nRows; i++) {
    const customer = (i * 7919) % 50_021
    text += `C${customer},O${i},${isoFromDay(first + (i % 700))} 10:${String(i % 60).padStart(2, '0')}:00,${20 + (i % 97)}.50,P${i % 311}\n`
    if (text.length > 1 << 20) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  return path
}

/** A platform's bill: money without customers. */
export function writeBill(folder: string): string {
  const rows = Array.from({ length: 30 }, (_, i) =>
    [
      `2025-06-${String(1 + (i % 28)).padStart(2, '0')} 12:00:00`,
      '商户消费',
      `商户${i % 4}`,
      '午餐',
      '支出',
      `${12 + i}.50`,
      '余额宝',
      '支付成功',
      `20250601${String(i).padStart(10, '0')}`,
    ].join(','),
  )
  const path = join(folder, '账单.csv')
  const head = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号'
  writeFileSync(path, encode([head, ...rows, ''].join('\r\n'), 'gbk'))
  return path
}

/** A CSV that the app wrote, read as a spreadsheet reads it. */
export function readCsv(path: string): { readonly hasMark: boolean; readonly rows: string[][] } {
  const bytes = readFileSync(path)
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (quoted && sign === '"' && text[i + 1] === '"') {
      cell += '"'
      i++
    } else if (sign === '"') quoted = !quoted
    else if (sign === ',' && !quoted) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n' && !quoted) {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += sign
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return { hasMark, rows }
}

/** Cells that a spreadsheet would take for a formula; plain negative numbers are none. */
export const formulasIn = (rows: readonly (readonly string[])[]): string[] =>
  rows.flat().filter((cell) => /^[=+@\t\r-]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell))

/** A workbook and a project that are neither. */
export function writeBroken(folder: string): { workbook: string; project: string } {
  const [workbook, project] = [join(folder, 'broken.xlsx'), join(folder, 'broken.huiliu')]
  writeFileSync(workbook, 'PK\u0003\u0004 and nothing of an archive')
  writeFileSync(project, 'no database at all')
  return { workbook, project }
}
