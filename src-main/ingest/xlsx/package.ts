import { AppError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'
import { utf8Chunks } from './partText.ts'
import { lastSegment, PartIndex, relationshipsName, targetName, type Relationship } from './relationships.ts'
import { visitElements, type XmlElement } from './xmlPart.ts'
import { readZipDirectory, type ZipEntry } from './zipDirectory.ts'
import { streamPart, type PartStream } from './zipPart.ts'
import type { XlsxLimits } from './limits.ts'

/** The archive as its parts. */
export class Package {
  readonly source: ByteSource
  readonly parts: PartIndex
  readonly #limits: XlsxLimits

  private constructor(source: ByteSource, entries: readonly ZipEntry[], limits: XlsxLimits) {
    this.source = source
    this.parts = new PartIndex(entries)
    this.#limits = limits
  }

  static async open(source: ByteSource, limits: XlsxLimits): Promise<Package> {
    const entries = await readZipDirectory(source, limits.entries)
    const xmlBytes = entries
      .filter((entry) => /\.(xml|rels)$/i.test(entry.name))
      .reduce((sum, entry) => sum + entry.inflatedBytes, 0)
    if (xmlBytes > limits.inflatedBytes) {
      throw new AppError('archive-too-large', { file: source.name, limitBytes: limits.inflatedBytes })
    }
    return new Package(source, entries, limits)
  }

  stream(entry: ZipEntry): PartStream {
    const part = streamPart(this.source, entry, this.#limits)
    return { chunks: utf8Chunks(part.chunks, entry.name), bytesRead: () => part.bytesRead() }
  }

  async visit(entry: ZipEntry, visit: (element: XmlElement) => void): Promise<void> {
    await visitElements(this.stream(entry).chunks, entry.name, this.#limits.depth, visit)
  }

  /** Relationships of a part (`''` = of the archive); none where the part has no such list. */
  async relationships(name: string): Promise<Relationship[]> {
    const entry = this.parts.get(relationshipsName(name))
    const found: Relationship[] = []
    if (entry === undefined) return found
    await this.visit(entry, (element) => {
      if (element.name !== 'Relationship') return
      found.push({
        id: element.attribute('Id') ?? '',
        type: lastSegment(element.attribute('Type') ?? ''),
        target: targetName(name, element.attribute('Target') ?? ''),
        external: element.attribute('TargetMode')?.toLowerCase() === 'external',
      })
    })
    return found
  }

  /** The workbook's part, or the reason why this archive is none that can be read. */
  async workbookPart(): Promise<ZipEntry> {
    const root = (await this.relationships('')).find((relationship) => relationship.type === 'officeDocument')
    const entry =
      (root === undefined ? undefined : this.parts.get(root.target)) ??
      this.parts.get('xl/workbook.xml') ??
      this.parts.find(/(^|\/)workbook\.xml$/)
    if (entry !== undefined && /\.xml$/i.test(entry.name)) {
      if (!/(^|\/)(document|presentation)\.xml$/i.test(entry.name)) return entry
    }
    throw new AppError('format-unknown', { file: this.source.name, found: this.#otherFormat() })
  }

  #otherFormat(): string {
    if (this.parts.find(/(^|\/)workbook\.bin$/) !== undefined) return 'xlsb'
    if (this.parts.get('word/document.xml') !== undefined) return 'docx'
    if (this.parts.get('content.xml') !== undefined) return 'ods'
    return 'zip'
  }
}
