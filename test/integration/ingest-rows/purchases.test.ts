import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { readText } from './readText.ts'

const PURCHASES: Mapping = {
  kind: 'purchases',
  columns: { customer: 'customer', order: 'order', time: 'time', amount: 'amount' },
}
const HEADER = 'customer,order,time,amount\n'

function withColumns(columns: Mapping['columns'], more: Partial<Mapping> = {}): Mapping {
  return { ...PURCHASES, columns: { ...PURCHASES.columns, ...columns }, ...more }
}

function codes(rejects: readonly { line: number; code: string; column: string; sample: string }[]): string[] {
  return rejects.map(({ line, code, column, sample }) => `${line} ${code} ${column} [${sample}]`)
}

describe('a list of purchases', () => {
  it('becomes events with exact money, and the books balance', async () => {
    const { rows, rejects, summary } = await readText(
      `${HEADER}a,1,2012-03-04 05:06:07,12.30\nb,2,2012-03-05,¥1,234.50\n`.replace(
        '¥1,234.50',
        '"¥1,234.50"',
      ),
      PURCHASES,
    )
    expect(rows).toEqual([
      { line: 2, customer: 'a', order: '1', time: '2012-03-04 05:06:07', amountMinor: 1230 },
      { line: 3, flags: 'dateOnly', customer: 'b', order: '2', time: '2012-03-05', amountMinor: 123450 },
    ])
    expect(rejects).toEqual([])
    expect(summary).toMatchObject({
      rowsRead: 2,
      rowsAccepted: 2,
      rowsRejected: 0,
      rowsBlank: 0,
      amountMinor: 124680,
      firstDay: 15403,
      lastDay: 15404,
      treatments: { 'currency-stripped': 1, 'grouping-removed': 1, 'time-without-clock': 1 },
    })
    expect(summary.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('rejects a row once, for its first reason, with its line, its column and the money it would have meant', async () => {
    const { rejects, summary, rows } = await readText(
      `${HEADER},1,2012-03-04,5.00\na,1,,5\na,1,31/02/2012,5\na,1,1899-01-01,5\na,1,2012-03-04,\na,1,2012-03-04,x1\n,,,\n\n,1,bad,5\n`,
      PURCHASES,
    )
    expect(rows).toEqual([])
    expect(codes(rejects)).toEqual([
      '2 no-customer customer []',
      '3 no-time time []',
      '4 bad-time time [31/02/2012]',
      '5 time-out-of-range time [1899-01-01]',
      '6 no-amount amount []',
      '7 bad-amount amount [x1]',
      '10 no-customer customer []',
    ])
    expect(rejects.map((row) => row.amountMinor)).toEqual([500, 500, 500, 500, 0, 0, 500])
    expect(rejects[0]?.raw).toBe(',1,2012-03-04,5.00')
    expect(summary).toMatchObject({ rowsRead: 9, rowsAccepted: 0, rowsRejected: 7, rowsBlank: 2 })
    expect(summary.rejects[0]).toMatchObject({
      code: 'no-customer',
      rows: 2,
      amountMinor: 1000,
      lines: [2, 10],
    })
  })

  it('counts ghost rows of delimiters and blank lines as blank', async () => {
    const { summary } = await readText(
      `${HEADER}a,1,2012-03-04,5\n,,,\n   ,\t,,\n\n,,,,,,,\n"",,\u3000,\n`,
      PURCHASES,
    )
    expect(summary).toMatchObject({ rowsRead: 6, rowsAccepted: 1, rowsRejected: 0, rowsBlank: 5 })
  })

  it('recognises a repeated header, a sum, a line too long and a line too short', async () => {
    const { rejects, rows } = await readText(
      `${HEADER}a,1,2012-03-04,5\ncustomer,order,time,amount\n合计：,,,5\nTotal,1,2012-03-04,5.00\na,1,2012-03-04,5,extra\na,1,2012-03-04,5,,\na,1\n---------\nb,1,2012-03-04,5\n`,
      PURCHASES,
    )
    expect(codes(rejects)).toEqual([
      '3 repeated-header  [customer,order,time,amount]',
      '4 summary-line  [合计：,,,5]',
      '5 summary-line  [Total,1,2012-03-04,5.00]',
      '6 too-many-fields  [a,1,2012-03-04,5,extra]',
      '8 too-few-fields time []',
      '9 too-few-fields time []',
    ])
    expect(rows.map((row) => row.line)).toEqual([2, 7, 10])
  })

  it('takes a short row when only optional cells are missing, and tells', async () => {
    const text = 'customer,time,amount,product,note\na,2012-03-04,5,p,x\nb,2012-03-04,5\nc,2012-03-04,5,q\n'
    const mapping: Mapping = {
      kind: 'purchases',
      columns: { customer: 'customer', time: 'time', amount: 'amount', product: 'product' },
    }
    const { summary, rows } = await readText(text, mapping)
    expect(rows.map((row) => row.product)).toEqual(['p', undefined, 'q'])
    expect(summary.treatments['short-row']).toBe(1)
  })

  it('sees a last line that was cut', async () => {
    const good = `${HEADER}a,1,2012-03-04,5\n`
    for (const [tail, expected] of [
      ['b,1,2012', 'cut-off'],
      ['b,1,2012-03-04', 'cut-off'],
      ['b,1,"2012-03', 'cut-off'],
      ['b,1,2012-03-04,-', 'cut-off'],
      ['b,1,2012-03-04,\n', 'no-amount'],
      ['b,1,2012-03-04\n', 'too-few-fields'],
      ['b,"1,2012-03-04,5\nc,1,2012-03-04,5\n', 'unclosed-quote'],
    ] as const) {
      const { rejects } = await readText(good + tail, PURCHASES)
      expect(rejects.map((row) => row.code)).toEqual([expected])
    }
    expect((await readText(`${good}b,1,2012-03-04,5`, PURCHASES)).rows.length).toBe(2)
  })

  it('does not call a last line cut when all lines are as short', async () => {
    const text = 'customer,time,amount,note,\na,2012-03-04,5,x\nb,2012-03-04,5,y'
    const { rows } = await readText(
      text,
      { kind: 'purchases', columns: { customer: 'customer', time: 'time', amount: 'amount' } },
      { columns: ['customer', 'time', 'amount', 'note', 'c5'] },
    )
    expect(rows.length).toBe(2)
  })

  it('multiplies quantity and price before it rounds', async () => {
    const text =
      'customer,time,q,p\na,2012-03-04,6,2.55\na,2012-03-04,3,0.335\na,2012-03-04,-2,1.25\na,2012-03-04,1,\na,2012-03-04,x,1\n'
    const { rows, rejects, summary } = await readText(text, {
      kind: 'purchases',
      columns: { customer: 'customer', time: 'time', amount: { multiply: ['q', 'p'] }, quantity: 'q' },
    })
    expect(rows.map((row) => [row.amountMinor, row.quantity, row.flags])).toEqual([
      [1530, 6, 'dateOnly'],
      [101, 3, 'dateOnly'],
      [-250, -2, 'refund dateOnly'],
    ])
    expect(codes(rejects)).toEqual(['5 no-amount p []', '6 bad-amount q [x]'])
    expect(summary.treatments['negative-quantity']).toBe(1)
  })

  it('makes cancellations, returns and negative amounts refunds on their own day', async () => {
    const text =
      'customer,order,time,amount,quantity\na,C1,2012-03-04 05:06,5,1\na,c2,2012-03-04 05:06,-5,-1\na,3,2012-03-04 05:06,5,-1\na,4,2012-03-04 05:06,-5,1\na,5,2012-03-04 05:06,(5.00),\na,6,2012-03-04 05:06,0,-3\n'
    const { rows, summary } = await readText(
      text,
      withColumns({ quantity: 'quantity' }, { cancelled: { column: 'order', startsWith: 'C' } }),
    )
    expect(rows.map((row) => [row.amountMinor, row.quantity, row.flags])).toEqual([
      [-500, -1, 'refund'],
      [-500, -1, 'refund'],
      [-500, -1, 'refund'],
      [-500, -1, 'refund'],
      [-500, undefined, 'refund'],
      [0, -3, 'refund'],
    ])
    expect(summary.treatments).toEqual({
      cancellation: 2,
      'negative-quantity': 2,
      'negative-amount': 2,
      'zero-amount': 1,
    })
    expect(summary.amountMinor).toBe(-2500)
  })

  it('cancels by status words, and by any text where no words are given', async () => {
    const text =
      'customer,order,time,amount,state\na,1,2012-03-04 05:06,5,Cancelled\na,2,2012-03-04 05:06,5,paid\na,3,2012-03-04 05:06,5,\n'
    const words = await readText(
      text,
      withColumns({}, { cancelled: { column: 'state', equals: ['cancelled'] } }),
    )
    expect(words.rows.map((row) => row.amountMinor)).toEqual([-500, 500, 500])
    const any = await readText(text, withColumns({}, { cancelled: { column: 'state' } }))
    expect(any.rows.map((row) => row.amountMinor)).toEqual([-500, -500, 500])
  })

  it('rejects what is no order, with its money', async () => {
    const text =
      'customer,order,time,amount,状态\na,1,2012-03-04,5,交易关闭\n,2,2012-03-04,7,等待付款\na,3,2012-03-04,5,交易成功\n'
    const { rejects, rows } = await readText(
      text,
      withColumns({}, { notOrders: { column: '状态', equals: ['交易关闭', '等待付款'] } }),
    )
    expect(codes(rejects)).toEqual(['2 not-an-order 状态 [交易关闭]', '3 not-an-order 状态 [等待付款]'])
    expect(rejects.map((row) => row.amountMinor)).toEqual([500, 700])
    expect(rows.length).toBe(1)
  })

  it('takes a refund of the same row as an event of its own, on its own day where that is known', async () => {
    const text =
      'customer,order,time,amount,back,backTime\na,1,2012-03-04 05:06,10,4.50,2012-03-09 10:00\na,2,2012-03-04 05:06,10,10,\na,3,2012-03-04 05:06,10,0.00,\na,4,2012-03-04 05:06,10,-,x\na,5,2012-03-04 05:06,10,已全额退款,\na,6,2012-03-04 05:06,10,已退款(￥3.00),\na,7,2012-03-04 05:06,10,支付成功,\na,8,2012-03-04 05:06,-10,10,\na,9,2012-03-04 05:06,10,3 of 4,\n'
    const { rows, summary, rejects } = await readText(
      text,
      withColumns({ refund: 'back', refundTime: 'backTime' }),
    )
    expect(rows.filter((row) => row.event === 1)).toEqual([
      {
        line: 2,
        event: 1,
        flags: 'refund',
        customer: 'a',
        order: '1',
        time: '2012-03-09 10:00:00',
        amountMinor: -450,
      },
      ...[
        [3, '2', -1000],
        [6, '5', -1000],
        [7, '6', -300],
      ].map(([line, order, amountMinor]) => ({
        line,
        event: 1,
        flags: 'refund undatedRefund',
        customer: 'a',
        order,
        time: '2012-03-04 05:06:00',
        amountMinor,
      })),
    ])
    expect(rows.filter((row) => row.event !== 1).length).toBe(8)
    expect(codes(rejects)).toEqual(['10 bad-number back [3 of 4]'])
    expect(summary.rowsAccepted).toBe(8)
    expect(summary.amountMinor).toBe(6 * 1000 + 1000 - 1000 - 450 - 1000 - 1000 - 300 - 0)
    expect(summary.treatments).toMatchObject({
      'refund-column': 4,
      'undated-refund': 3,
      'negative-amount': 1,
    })
    expect(summary.lastDay).toBe(15408)
  })

  it('takes a refund out of the cell that tells it', async () => {
    const { rows, summary } = await readText(`${HEADER}a,1,2012-03-04 05:06,131.77(已退款89.84)\n`, PURCHASES)
    expect(rows.map((row) => [row.event, row.amountMinor, row.flags])).toEqual([
      [undefined, 13177, undefined],
      [1, -8984, 'refund undatedRefund'],
    ])
    expect(summary).toMatchObject({
      rowsAccepted: 1,
      treatments: { 'refund-in-cell': 1, 'undated-refund': 1 },
    })
  })

  it('flags coupons by amount or by text', async () => {
    const text = `customer,order,time,amount,coupon\n${[
      '5',
      '0',
      '0.00',
      '',
      'SAVE10',
      '否',
      '-',
      '-3',
      '满100减10',
    ]
      .map((coupon, i) => `a,${i},2012-03-04 05:06,5,${coupon}`)
      .join('\n')}\n`
    const { rows } = await readText(text, withColumns({ coupon: 'coupon' }))
    expect(rows.map((row) => row.flags === 'coupon')).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      true,
      true,
    ])
  })

  it('carries order-level cells down to the lines that follow, and the amount stays with the first', async () => {
    const text =
      'Name,Email,Paid at,Total,Refunded,Item,Source\n#1,a@x.com,2012-03-04 05:06:07 +0800,30,5,apple,web\n#1,,,,,pear,\n#1,,,,,plum,\n#2,b@x.com,2012-03-05 05:06:07 +0800,7,0,fig,\n#3,,,9,,nut,\n'
    const { rows, rejects, summary } = await readText(text, {
      kind: 'purchases',
      columns: {
        customer: 'Email',
        order: 'Name',
        time: 'Paid at',
        amount: 'Total',
        refund: 'Refunded',
        product: 'Item',
        channel: 'Source',
      },
      carryDown: ['Email', 'Paid at', 'Total', 'Refunded', 'Source'],
    })
    expect(rows.map((row) => [row.customer, row.order, row.product, row.channel, row.amountMinor])).toEqual([
      ['a@x.com', '#1', 'apple', 'web', 3000],
      ['a@x.com', '#1', 'apple', 'web', -500],
      ['a@x.com', '#1', 'pear', 'web', 0],
      ['a@x.com', '#1', 'plum', 'web', 0],
      ['b@x.com', '#2', 'fig', undefined, 700],
    ])
    expect(codes(rejects)).toEqual(['6 no-customer Email []'])
    expect(summary.treatments).toMatchObject({ 'carried-down': 2, 'time-from-offset': 4 })
    expect(summary.amountMinor).toBe(3200)
  })

  it('does not multiply an order total that is repeated on every line of the order', async () => {
    const text = `${HEADER}a,1,2012-03-04 05:06,30\na,1,2012-03-04 05:06,30\na,2,2012-03-04 05:06,30\na,2,2012-03-04 05:06,7\n`
    const { rows } = await readText(text, { ...PURCHASES, carryDown: ['amount'] })
    expect(rows.map((row) => row.amountMinor)).toEqual([3000, 0, 3000, 700])
  })

  it('carries down across the edge of a block', async () => {
    let text = 'customer,order,time,amount,item\n'
    for (let i = 0; i < 9000; i++) text += i % 3 === 0 ? `c${i},${i},2012-03-04 05:06,5,x\n` : `,,,,y${i}\n`
    const { rows } = await readText(text, {
      ...withColumns({ product: 'item' }),
      carryDown: ['customer', 'order', 'time', 'amount'],
    })
    expect(rows.length).toBe(9000)
    expect(
      rows.every((row, i) => row.customer === `c${i - (i % 3)}` && row.order === String(i - (i % 3))),
    ).toBe(true)
    expect(rows.reduce((sum, row) => sum + Number(row.amountMinor), 0)).toBe(3000 * 500)
  })

  it('cleans ids and tells how', async () => {
    const text = `${HEADER}"=""00123""",="7",2012-03-04 05:06,5\n"\t6917",'8,2012-03-04 05:06,5\n\`99 ,x,2012-03-04 05:06,5\n266079.0,1.0,2012-03-04 05:06,5\n１２３Ａ,x,2012-03-04 05:06,5\n138****1234,x,2012-03-04 05:06,5\n1.38E+10,x,2012-03-04 05:06,5\n小明（ＶＩＰ）,x,2012-03-04 05:06,5\n`
    const { rows, summary } = await readText(text, PURCHASES, { idColumnsWithDecimal: ['customer'] })
    expect(rows.map((row) => `${row.customer} ${row.order}`)).toEqual([
      '00123 7',
      '6917 8',
      '99 x',
      '266079 1.0',
      '123A x',
      '138****1234 x',
      '1.38E+10 x',
      '小明（ＶＩＰ） x',
    ])
    expect(summary.treatments).toEqual({
      'id-unwrapped': 1,
      'id-prefix-stripped': 2,
      'id-decimal-trimmed': 1,
      'full-width-narrowed': 1,
      'masked-customer': 2,
    })
  })

  it('frees texts of what protects or spoils numbers, and leaves words alone', async () => {
    const text = `customer,order,time,amount,product\na,1,2012-03-04 05:06,5,'13800001234\na,1,2012-03-04 05:06,5,'90s jeans\na,1,2012-03-04 05:06,5,"=""007"""\na,1,'2012-03-04 05:06,'5,12.0\n`
    const { rows, summary } = await readText(text, withColumns({ product: 'product' }), {
      idColumnsWithDecimal: ['product'],
    })
    expect(rows.map((row) => row.product)).toEqual(['13800001234', "'90s jeans", '007', '12'])
    expect(summary.treatments).toEqual({ 'id-unwrapped': 1, 'id-decimal-trimmed': 1 })
  })

  it('takes many ways to write nothing for nothing', async () => {
    const text = `customer,order,time,amount,product\n-,1,2012-03-04,5,p\nNA,1,2012-03-04,5,p\n\\N,1,2012-03-04,5,p\na,1,null,5,p\na,1,2012-03-04,——,p\na,——,2012-03-04 05:06,5,/\na,2,2012-03-04 05:06,5,NA\n`
    const { rejects, rows, summary } = await readText(text, withColumns({ product: 'product' }))
    expect(rejects.map((row) => row.code)).toEqual([
      'no-customer',
      'no-customer',
      'no-customer',
      'no-time',
      'no-amount',
    ])
    expect(rows.map((row) => [row.order, row.product])).toEqual([
      [undefined, undefined],
      ['2', 'NA'],
    ])
    expect(summary.treatments).toEqual({ 'dash-is-empty': 1 })
  })

  it('joins a date and a clock, sums columns, takes the first that is filled, and constants', async () => {
    const text =
      'customer,phone,day,clock,goods,freight,cut\n,138,2012/3/4,5:06,10.10,0.005,-1\nb,139,2012/3/4,17:06:07,,2,\nc,,2012/3/4,,,,\n'
    const { rows, rejects } = await readText(text, {
      kind: 'purchases',
      columns: {
        customer: { firstOf: ['customer', 'phone'] },
        time: { sum: ['day', 'clock'] },
        amount: { sum: ['goods', 'freight', 'cut'] },
        channel: { constant: 'app' },
      },
    })
    expect(rows).toEqual([
      { line: 2, customer: '138', channel: 'app', time: '2012-03-04 05:06:00', amountMinor: 911 },
      { line: 3, customer: 'b', channel: 'app', time: '2012-03-04 17:06:07', amountMinor: 200 },
    ])
    expect(codes(rejects)).toEqual(['4 no-amount goods []'])
  })

  it('joins a clock to its day only: without a day there is no time', async () => {
    const text =
      'customer,day,clock,amount\na,2012/3/4 0:00,5:06 PM,1\nb,2012/3/4,,2\nc,,5:06,3\nd,2012/3/4 10:00,5:06,4\n'
    const { rows, rejects } = await readText(text, {
      kind: 'purchases',
      columns: { customer: 'customer', time: { join: ['day', 'clock'] }, amount: 'amount' },
    })
    expect(rows.map(({ time }) => time)).toEqual(['2012-03-04 17:06:00', '2012-03-04'])
    expect(codes(rejects)).toEqual(['4 no-time day []', '5 bad-time day [2012/3/4 10:00]'])
  })

  it('keeps line ids where they are mapped', async () => {
    const { rows } = await readText(
      'customer,order,time,amount,line\na,1,2012-03-04,5,L1\n',
      withColumns({ lineId: 'line' }),
    )
    expect(rows[0]?.lineId).toBe('L1')
  })

  it('refuses a mapping that does not fit the table', async () => {
    for (const [columns, field] of [
      [{ customer: 'nobody' }, 'customer'],
      [{ amount: { multiply: ['amount', 'price'] as [string, string] } }, 'amount'],
      [{ product: { multiply: ['amount', 'order'] as [string, string] } }, 'product'],
    ] as const) {
      await expect(readText(`${HEADER}a,1,2012-03-04,5\n`, withColumns(columns))).rejects.toMatchObject({
        code: 'mapping-invalid',
        detail: { field },
      })
    }
    const missing: Mapping = { kind: 'purchases', columns: { customer: 'customer', time: 'time' } }
    await expect(readText(`${HEADER}a,1,2012-03-04,5\n`, missing)).rejects.toMatchObject({
      code: 'mapping-invalid',
    })
  })
})
