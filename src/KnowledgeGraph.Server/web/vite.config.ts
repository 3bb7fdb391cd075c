import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

// Each file directly in src/ is the script of a page, under its own name; what they share lies in folders below.
const folder = join(import.meta.dirname, 'src');
const scripts = readdirSync(folder).filter(file => file.endsWith('.ts'));

export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: process.env.KG_WEB_OUT ?? join(import.meta.dirname, '..', 'wwwroot', 'app'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: Object.fromEntries(scripts.map(file => [basename(file, '.ts'), join(folder, file)])),
      preserveEntrySignatures: false,
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js', assetFileNames: 'shared/[name]-[hash][extname]' },
    },
  },
});
