// Makes one picture anew: in on standard input, out on standard output as two JPEGs (full, small), each behind its length in
// four bytes, high byte first. Turned upright, shrunk, sRGB; of what came along (place, device, profile, comments) nothing stays.
// One process for each picture: what a hostile one breaks, it breaks for itself. The exit code tells why there is none;
// Console.Web/Outbound/Photos/PhotoWorker.cs reads it.
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const READABLE = ['Jpeg', 'Png', 'Webp', 'Heif']; // of HEIF only AVIF: HEIC's codec is patented and not in the package
const FORMATS = ['jpeg', 'png', 'webp', 'heif'];
const MOST_PIXELS = 40_000_000;
const NOT_A_PHOTO = 2, TOO_MANY_PIXELS = 3, TOOL_MISSING = 4;

// Readings and screens come first, and when memory runs out this process goes before the console does.
try { setPriority(10); writeFileSync('/proc/self/oom_score_adj', '1000'); } catch { /* another system than Linux */ }

let sharp;
try { ({ default: sharp } = await import('sharp')); } catch (fault) { leave(TOOL_MISSING, fault); }
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: READABLE.map(name => `VipsForeignLoad${name}`) });

const parts = [];
for await (const part of process.stdin) { parts.push(part); }
const picture = Buffer.concat(parts);

let head;
try { head = await sharp(picture, { limitInputPixels: false }).metadata(); } catch (fault) { leave(NOT_A_PHOTO, fault); }
if (!FORMATS.includes(head.format)) { leave(NOT_A_PHOTO, head.format); }
if (head.width * head.height > MOST_PIXELS) { leave(TOO_MANY_PIXELS, `${head.width} x ${head.height}`); }

let full, small;
try {
  // A picture that ends in the middle is refused; the harmless faults of many phones' files are not.
  full = await within(sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient(), 1600).flatten({ background: '#fff' }).jpeg({ quality: 80 }).toBuffer();
  small = await within(sharp(full), 320).jpeg({ quality: 75 }).toBuffer();
} catch (fault) {
  leave(NOT_A_PHOTO, fault);
}
for (const jpeg of [full, small]) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(jpeg.length);
  process.stdout.write(length);
  process.stdout.write(jpeg);
}

function within(image, side) {
  return image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
}

function leave(code, why) {
  process.stderr.write(`${why?.message ?? why}\n`.slice(0, 500));
  process.exit(code);
}
