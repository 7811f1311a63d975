import tseslint from 'typescript-eslint'
import reactHooks from 'eslint-plugin-react-hooks'

const sorts = {
  selector: 'CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]',
  message: 'Sort with a comparator: the default order is by string.',
}

export default tseslint.config(
  { ignores: ['out/**', 'release/**', 'node_modules/**', '*.js', '*.cjs', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        sorts,
        { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['shared/**', 'src-main/**', 'src-renderer/**'],
    rules: { 'max-lines': ['error', { max: 400 }] },
  },
  {
    files: ['src-renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['src-main/cli/**', 'src-main/launcher/**', 'test/**', 'electron.vite.config.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['electron.vite.config.ts', 'vitest.config.ts', 'test/**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
