import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(
  // public/ is data: application source in it is checked by the studio, in the sandbox's terms.
  globalIgnores(['dist', 'public', 'playwright-report', 'test-results', '.cache']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `newId<CommandId>()`: only the caller knows which brand it wants.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A port is asynchronous for those who must wait; others keep its shape.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-deprecated': [
        'error',
        {
          allow: [
            // 229 is the one sign of an input method in every browser; `userAgentData` is not in every one.
            { from: 'lib', name: ['keyCode', 'platform'] },
          ],
        },
      ],
      // Stores and ports are closures, not classes: their methods may be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // `Record<string, T>` is how a document holds records; deleting from a fresh copy is plain.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Numbers read well in text; anything else in a template is a bug.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => setOpen(true)` as an event handler, `if (done) return stop()` to leave early.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // React takes promises from handlers of events and ignores them, as it should.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
    rules: {
      // A field that a person just asked for (rename in place, the palette) takes the focus.
      'jsx-a11y/no-autofocus': 'off',
      // The keys of a tree, a listbox or the canvas are handled by the whole, for all its parts,
      // which these cannot see. The stories play them by keyboard, and axe reads the page.
      'jsx-a11y/click-events-have-key-events': 'off',
      'jsx-a11y/interactive-supports-focus': 'off',
      'jsx-a11y/no-noninteractive-element-interactions': 'off',
      // A text that scrolls is focusable, so that keys can scroll it.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { roles: ['tabpanel'], tags: ['pre', 'dl'] },
      ],
    },
  },
  {
    // Loops over typed arrays stay within their length; a check at each index would only hide it.
    files: ['src/learn/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**/*.ts'],
    rules: {
      // A test knows what it put in.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['server/**', 'e2e/**', 'src/host/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', module: 'writable' },
    },
  },
)
