import type { ZipPart } from './zipWriter.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export interface SheetSpec {
  readonly name?: string
  readonly state?: string
  /** inside sheetData, or (with `whole`) the whole part */
  readonly xml: string
  readonly whole?: boolean
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[]
  /** inside sst */
  readonly strings?: string
  /** number formats by style: cell style i shows format i */
  readonly formats?: readonly (string | number)[]
  readonly date1904?: boolean
  readonly targetOf?: (file: string) => string
}

/** The parts of a workbook as its specification wants them, from the XML that a test is about. */
export function workbookParts(spec: WorkbookSpec): ZipPart[] {
  const target = spec.targetOf ?? ((file: string) => file)
  const sheets = spec.sheets.map(
    (sheet, i) =>
      `<sheet name="${sheet.name ?? `Sheet${i + 1}`}" sheetId="${i + 1}" ` +
      `${sheet.state === undefined ? '' : `state="${sheet.state}" `}r:id="rId${i + 1}"/>`,
  )
  const relationships = spec.sheets.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/worksheet" Target="${target(`worksheets/sheet${i + 1}.xml`)}"/>`,
  )
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', data: contentTypes(spec.sheets.length) },
    {
      name: '_rels/.rels',
      data: `${DECLARATION}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">` +
        `${spec.date1904 === true ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets.join('')}</sheets></workbook>`,
    },
    ...spec.sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data:
        sheet.whole === true
          ? sheet.xml
          : `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${sheet.xml}</sheetData></worksheet>`,
    })),
  ]
  if (spec.strings !== undefined) {
    parts.push({
      name: 'xl/sharedStrings.xml',
      data: `${DECLARATION}<sst xmlns="${MAIN}">${spec.strings}</sst>`,
    })
    relationships.push(
      `<Relationship Id="rId90" Type="${RELATIONSHIPS}/sharedStrings" Target="${target('sharedStrings.xml')}"/>`,
    )
  }
  if (spec.formats !== undefined) {
    parts.push({ name: 'xl/styles.xml', data: stylesXml(spec.formats) })
    relationships.push(
      `<Relationship Id="rId91" Type="${RELATIONSHIPS}/styles" Target="${target('styles.xml')}"/>`,
    )
  }
  parts.push({
    name: 'xl/_rels/workbook.xml.rels',
    data: `${DECLARATION}<Relationships xmlns="${PACKAGE}">${relationships.join('')}</Relationships>`,
  })
  return parts
}

function contentTypes(nSheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const sheets = Array.from(
    { length: nSheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  )
  return (
    `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${sheets.join('')}` +
    `<Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`
  )
}

function stylesXml(formats: readonly (string | number)[]): string {
  const custom = formats.map((format, i) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${200 + i}" formatCode="${escapeXml(format)}"/>`,
  )
  const cells = formats.map(
    (format, i) =>
      `<xf numFmtId="${typeof format === 'number' ? format : 200 + i}" fontId="0" applyNumberFormat="1"><alignment/></xf>`,
  )
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts>` +
    `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`
  )
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
