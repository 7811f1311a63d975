/**
 * `npm run dead-code`: exports that nothing imports and that their own file does not use either. The contract is public by
 * purpose and is left out; entries are reached by their path.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

const PRODUCT = ['shared', 'src-main', 'src-renderer']
const EXEMPT = [/^shared\/contract\//, /\.worker\.ts$/, /\.d\.ts$/]

interface Export {
  readonly file: string
  readonly name: string
  /** times that the name stands in its own file, the declaration included */
  readonly nOwn: number
}

const files = globSync('{shared,src-main,src-renderer,test}/**/*.{ts,tsx}').map((path) =>
  path.split('\\').join('/'),
)
const used = new Set<string>()
const exported: Export[] = []

for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  noteUses(file, source)
  const isProduct = PRODUCT.some((layer) => file.startsWith(`${layer}/`))
  if (isProduct && !EXEMPT.some((pattern) => pattern.test(file))) noteExports(file, source)
}

const dead = exported.filter(({ file, name, nOwn }) => {
  const reached = used.has(`${file}#${name}`) || used.has(`${file}#*`)
  return !reached && nOwn < 2
})
for (const { file, name } of dead) console.error(`${file}: nothing uses ${name}`)
console.log(`${files.length} files, ${exported.length} exports, ${dead.length} unused`)
process.exitCode = dead.length > 0 || exported.length === 0 ? 1 : 0

function noteUses(file: string, source: ts.SourceFile): void {
  const use = (specifier: ts.Expression | undefined, names: readonly string[]): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier) || !specifier.text.startsWith('.'))
      return
    const target = normalize(join(dirname(file), specifier.text))
      .split('\\')
      .join('/')
    for (const name of names) used.add(`${target}#${name}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) use(node.moduleSpecifier, importedNames(node.importClause))
    else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause
      const names =
        clause !== undefined && ts.isNamedExports(clause)
          ? clause.elements.map((element) => (element.propertyName ?? element.name).text)
          : ['*']
      use(node.moduleSpecifier, names)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      use(node.arguments[0], ['*'])
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument
      const name = node.qualifier === undefined ? '*' : node.qualifier.getText(source).split('.')[0]
      if (ts.isStringLiteral(literal)) use(literal, [name ?? '*'])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

function importedNames(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings
  if (bindings === undefined) return []
  if (ts.isNamespaceImport(bindings)) return ['*']
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text)
}

function noteExports(file: string, source: ts.SourceFile): void {
  const counts = new Map<string, number>()
  const count = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) counts.set(node.text, (counts.get(node.text) ?? 0) + 1)
    ts.forEachChild(node, count)
  }
  count(source)
  const note = (name: string): void => void exported.push({ file, name, nOwn: counts.get(name) ?? 0 })
  for (const statement of source.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
    if (!isExported) continue
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name)) note(name.text)
      }
    } else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    ) {
      if (statement.name !== undefined) note(statement.name.text)
    }
  }
}
