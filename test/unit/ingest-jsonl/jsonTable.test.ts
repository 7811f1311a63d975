import { describe, expect, it } from 'vitest'
import { openJsonTable } from '../../../src-main/ingest/jsonl/jsonTable.ts'
import { chunked, readRecords } from './readRecords.ts'

const cells = async (content: string): Promise<(readonly string[])[]> =>
  (await readRecords(content)).rows.map((row) => row.cells)

describe('values', () => {
  it('numbers keep their digits, exponents are written out', async () => {
    const read = await cells(
      '{"a":12345678901234567890123,"b":0.10,"c":1.5e3,"d":-2E-2,"e":9007199254740993,"f":-0}',
    )
    expect(read).toEqual([['12345678901234567890123', '0.10', '1500', '-0.02', '9007199254740993', '-0']])
  })

  it('strings are decoded, keys too', async () => {
    const read = await readRecords(
      '{"订\\u5355":"a\\n\\"b\\"\\/\\\\ \\ud83d\\ude00 \\ud800 中","\\u0061":"é"}',
    )
    expect(read.columns).toEqual(['订单', 'a'])
    expect(read.rows[0]?.cells).toEqual(['a\n"b"/\\ 😀 \ufffd 中', 'é'])
  })

  it('true and false are words; null, NaN, {} and [] are empty', async () => {
    const read = await readRecords('{"a":true,"b":false,"c":null,"d":NaN,"e":{},"f":[],"g":1}')
    expect(read.columns).toEqual(['a', 'b', 'c', 'd', 'g'])
    expect(read.rows[0]?.cells).toEqual(['true', 'false', '', '', '1'])
  })

  it('objects inside are flattened with dots, arrays joined, also arrays of objects by key', async () => {
    const read = await readRecords(
      '{"user":{"id":7,"tags":["a","b",3]},"items":[{"sku":"x","qty":1},{"sku":"y"}],"m":[[1,2],[3]]}\n' +
        '{"user":{"id":8},"items":[{"sku":"z","qty":5}]}',
    )
    expect(read.columns).toEqual(['user.id', 'user.tags', 'items.sku', 'items.qty', 'm'])
    expect(read.rows.map((row) => row.cells)).toEqual([
      ['7', 'a; b; 3', 'x; y', '1', '1; 2; 3'],
      ['8', '', 'z', '5'],
    ])
  })

  it('wrappers of document databases are no level of their own', async () => {
    const read = await readRecords(
      '{"_id":{"$oid":"65a"},"at":{"$date":{"$numberLong":"1700000000000"}},"n":{"$numberDecimal":"1.20"}}',
    )
    expect(read.columns).toEqual(['_id', 'at', 'n'])
    expect(read.rows[0]?.cells).toEqual(['65a', '1700000000000', '1.20'])
  })

  it('a key that is sometimes null and sometimes an object has only its inner columns', async () => {
    const read = await readRecords('{"u":null,"k":1}\n{"u":{"id":2},"k":3}\n{"k":4,"z":null}')
    expect(read.columns).toEqual(['k', 'u.id', 'z'])
    expect(read.rows.map((row) => row.cells)).toEqual([['1'], ['3', '2'], ['4']])
  })

  it('the last of two equal keys counts', async () => {
    expect(await cells('{"a":1,"a":2}')).toEqual([['2']])
  })
})

describe('columns', () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ a: i, ...(i === 25 ? { late: 1 } : {}) }),
  )

  it('are the union over the sample, first seen first, whatever order records have', async () => {
    const read = await readRecords('{"b":1}\n{"a":2,"b":3}\n{"c":4,"a":5,"b":6}')
    expect(read.columns).toEqual(['b', 'a', 'c'])
    expect(read.rows.map((row) => row.cells)).toEqual([['1'], ['3', '2'], ['6', '5', '4']])
  })

  it('keys that appear only after the sample are counted', async () => {
    const read = await readRecords(many.join('\n'), { sampleRows: 10 })
    expect(read.columns).toEqual(['a'])
    expect(read.rows.length).toBe(30)
    expect(read.treatments).toEqual({ 'unlisted-key-ignored': 1 })
  })

  it('given beforehand they are found wherever they appear; keys of the sample left out are no news', async () => {
    const read = await readRecords(many.join('\n'), { sampleRows: 10, columns: ['late', 'x.y'] })
    expect(read.columns).toEqual(['late', 'x.y'])
    expect(read.rows[25]?.cells).toEqual(['1'])
    expect(read.treatments).toEqual({})
    const nested = await readRecords('{"a":1}\n{"x":{"y":5}}\n{"x.y":6}', {
      sampleRows: 1,
      columns: ['x.y', 'a'],
    })
    expect(nested.rows.map((row) => row.cells)).toEqual([['', '1'], ['5'], ['6']])
  })

  it('a key too long to be a name is counted, not made a column', async () => {
    const read = await readRecords(`{"a":1,"${'k'.repeat(1000)}":2}`)
    expect(read.columns).toEqual(['a'])
    expect(read.treatments).toEqual({ 'unlisted-key-ignored': 1 })
  })

  it('thousands of them are refused', async () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])))
    await expect(readRecords(wide)).rejects.toMatchObject({
      code: 'too-many-columns',
      detail: { limit: 4096 },
    })
  })
})

describe('layouts', () => {
  const rows = [['1', 'x'], ['2']]

  it.each([
    ['lines', '{"a":1,"b":"x"}\n{"a":2}\n'],
    ['lines', '\ufeff{"a":1,"b":"x"}\r\n{"a":2}'],
    ['lines', '{"a":1,"b":"x"},\n{"a":2},\n'],
    ['array', '[{"a":1,"b":"x"},{"a":2}]'],
    ['array', '[\n{"a":1,"b":"x"},\n{"a":2}\n]\n'],
    ['array', '[\n  {\n    "a": 1,\n    "b": "x"\n  },\n  {\n    "a": 2\n  }\n]'],
    ['array', '[{"a":1,"b":"x"}]\n[{"a":2}]'],
    ['objects', '{\n "a": 1,\n "b": "x"\n}\n{\n "a": 2\n}\n'],
    ['objects', '{ "a": 1,\n "b": "x" } { "a": 2 }'],
    ['wrapped', '{"total":2,"orders":[{"a":1,"b":"x"},{"a":2}],"next":null}'],
    [
      'wrapped',
      '{\n  "meta": {"n": [1, 2], "s": "a,]}"},\n  "data": [\n    {"a": 1, "b": "x"},\n    {"a": 2}\n  ]\n}',
    ],
  ])('%s: %j', async (layout, content) => {
    for (const chunkBytes of [1, 7, 1 << 20]) {
      const read = await readRecords(content, { chunkBytes })
      expect([read.layout, read.columns, read.rows.map((row) => row.cells), read.faults]).toEqual([
        layout,
        ['a', 'b'],
        rows,
        [],
      ])
    }
  })

  it('line items of one-line records do not make a file an envelope', async () => {
    const line = '{"id":1,"items":[{"a":1},{"a":2}]}'
    expect((await readRecords(`${line}\n${line}`)).layout).toBe('lines')
    expect((await readRecords(`{"id":1,"items":[{"a":1}],,}\n${line}`)).layout).toBe('lines')
    expect((await readRecords('{"id":1,"items":[{"a":1}]}')).columns).toEqual(['id', 'items.a'])
  })

  it('lines are counted in every layout', async () => {
    const lines = async (content: string) => (await readRecords(content)).rows.map((row) => row.line)
    expect(await lines('\n{"a":1}\n\n{"a":2}')).toEqual([1, 2, 3, 4])
    expect(await lines('[\n{"a":1},\n\n{"a":2}]')).toEqual([2, 4])
    expect(await lines('[{"a":1},{"a":2},{"a":3},\n{"a":4}]')).toEqual([1, 2, 3, 4])
    expect(await lines('{\n"a":1\n}\n{\n"a":2\n}')).toEqual([1, 4])
    expect(await lines('{\n"total":1,\n"data": [\n{"a":1},\n{"a":2}]}')).toEqual([4, 5])
  })

  it('empty lines and empty objects are blank rows', async () => {
    const read = await readRecords('{"a":1}\n   \n{}\n{"a":null}\n')
    expect(read.rows.map((row) => row.cells)).toEqual([['1'], [], [], []])
  })
})

describe('what is no record', () => {
  const faults = async (content: string) =>
    (await readRecords(content)).faults.map((fault) => [fault.line, fault.code, fault.raw])

  it('a bad line is told with its number and its text, the others are taken', async () => {
    const bad = [
      '{"a":1,}',
      '{"a":01}',
      '{a:1}',
      "{'a':1}",
      '{"a":tru}',
      '{"a":1}{"a":2}',
      '[1]',
      '"x"',
      '{"a":"\\x"}',
    ]
    for (const line of bad) {
      const read = await readRecords(`{"a":1}\n${line}\n{"a":3}\n`)
      expect(read.rows.map((row) => row.cells)).toEqual([['1'], ['3']])
      expect(read.faults).toEqual([{ line: 2, code: 'bad-json', column: '', sample: line, raw: line }])
    }
  })

  it('half a record at the end of the file is cut off', async () => {
    expect(await faults('{"a":1}\n{"a":2,"b')).toEqual([[2, 'cut-off', '{"a":2,"b']])
    expect(await faults('[{"a":1},{"a":2,"b')).toEqual([[2, 'cut-off', '{"a":2,"b']])
    expect(await faults('[{"a":1},\n')).toEqual([[2, 'cut-off', '']])
    expect(await faults('{"data":[{"a":1},{"a":2}\n')).toEqual([[3, 'cut-off', '']])
    expect(await faults('{"a":1}\n{"a":}\n')).toEqual([[2, 'bad-json', '{"a":}']])
  })

  it('a string without end spoils its own record only, where records have lines of their own', async () => {
    const read = await readRecords('[\n{"a":"1"},\n{"a":"2},\n{"a":"3"}\n]')
    expect(read.rows.map((row) => row.cells)).toEqual([['1'], ['3']])
    expect(read.faults.map((fault) => [fault.line, fault.code])).toEqual([[3, 'bad-json']])
  })

  it('strays between the records of an array', async () => {
    expect(await faults('[{"a":1}, 5, "x", {"a":2}, null]')).toEqual([
      [2, 'bad-json', '5'],
      [3, 'bad-json', '"x"'],
      [5, 'bad-json', 'null'],
    ])
  })

  it('a record longer than 4 MB, and a value longer than a cell', async () => {
    const long = 'y'.repeat(5 << 20)
    const read = await readRecords(`{"a":1}\n{"a":"${long}"}\n{"a":"${'z'.repeat(200_000)}"}\n{"a":2}`)
    expect(read.rows.map((row) => row.cells)).toEqual([['1'], ['2']])
    expect(read.faults.map((fault) => [fault.line, fault.code, fault.raw.length])).toEqual([
      [2, 'field-too-long', 2000],
      [3, 'field-too-long', 2000],
    ])
  })

  it('a record that never ends in an array without lines is damage', async () => {
    await expect(readRecords(`[{"a":1},{"a":"${'y'.repeat(5 << 20)}`)).rejects.toMatchObject({
      code: 'file-damaged',
      detail: { place: 'line 1', reason: 'record-without-end' },
    })
  })

  it('nesting without end is bad, not fatal', async () => {
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`
    const read = await readRecords(`{"a":1}\n${deep}\n{"a":2}`)
    expect(read.faults.map((fault) => [fault.line, fault.code])).toEqual([[2, 'bad-json']])
    expect(read.rows.length).toBe(2)
  })

  it('a megabyte of blanks anywhere is passed over without delay', async () => {
    const blanks = ' '.repeat(1_200_000)
    for (const content of [
      `{"a":1}${blanks}\n{"a":2}`,
      `{"a":1,${blanks}"b":2}`,
      `${blanks}{"a":1`,
      `{"a":1}\n{${blanks}`,
    ]) {
      await readRecords(content).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'format-unknown' }),
      )
    }
  })

  it('no object at all, and nothing at all, are refused', async () => {
    await expect(readRecords('[1,2,3]')).rejects.toMatchObject({ code: 'format-unknown' })
    await expect(readRecords('a,b\n1,2\n')).rejects.toMatchObject({ code: 'format-unknown' })
    await expect(readRecords('')).rejects.toMatchObject({ code: 'file-empty' })
  })

  it('bytes that are not UTF-8 are replaced and counted', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xd6, 0xd0]), Buffer.from('"}')])
    const read = await readRecords(bytes)
    expect(read.rows[0]?.cells).toEqual(['\ufffd\ufffd'])
    expect(read.treatments).toEqual({ 'invalid-bytes-replaced': 1 })
  })
})

describe('streaming', () => {
  const content = Array.from({ length: 5000 }, (_, i) => `{"id":${i},"n":"x${i}"}`).join('\n')

  it('batches hold the rows asked for; maxRows ends it', async () => {
    const table = await openJsonTable(chunked(Buffer.from(content), 1000), { batchRows: 300, maxRows: 1000 })
    const sizes: number[] = []
    for await (const batch of table.batches()) sizes.push(batch.nRows)
    expect(sizes).toEqual([300, 300, 300, 100])
  })

  it('cancel ends it with `cancelled`', async () => {
    let seen = 0
    const table = await openJsonTable(chunked(Buffer.from(content), 1000), { isCancelled: () => seen > 2500 })
    const run = async (): Promise<void> => {
      for await (const batch of table.batches()) seen += batch.nRows
    }
    await expect(run()).rejects.toMatchObject({ code: 'cancelled' })
  })
})
