/** A project's name proposed from the first file: without folders, extensions and separators. */
export function projectNameFrom(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, '')
  const plain = base
    .replace(/(\.(gz|csv|tsv|txt|xlsx|jsonl|ndjson|json))+$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
  return (plain === '' ? base : plain).slice(0, 120)
}
