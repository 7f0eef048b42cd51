// Paints the pictures of the sample editions: node samples/make-photos.mjs [name…]
// Every picture is computed (terrain, water, haze, grain) or drawn in perspective as SVG; nothing is photographed,
// so nothing here has a third party's rights on it. Seeded: the same script gives the same picture.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const here = dirname(fileURLToPath(import.meta.url));

// ---------------------------------------------------------------- numbers, noise, colour
const clamp = (v, a = 0, b = 1) => (v < a ? a : v > b ? b : v);
const lerp = (a, b, t) => a + (b - a) * t;
const step = (a, b, v) => {
  const t = clamp((v - a) / (b - a));
  return t * t * (3 - 2 * t);
};
const mix = (a, b, t) => [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)];
const hex = (s) => [1, 3, 5].map((i) => parseInt(s.slice(i, i + 2), 16) / 255);
const css = (c) => `rgb(${c.map((v) => Math.round(clamp(v) * 255)).join(",")})`;

function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function noise2(seed) {
  const next = random(seed);
  const table = Float32Array.from({ length: 65536 }, () => next());
  const at = (x, y) => table[((x & 255) << 8) | (y & 255)];
  return (x, y) => {
    const xi = Math.floor(x);
    const yi = Math.floor(y);
    let u = x - xi;
    let v = y - yi;
    u *= u * (3 - 2 * u);
    v *= v * (3 - 2 * v);
    const a = at(xi, yi);
    const b = at(xi + 1, yi);
    const c = at(xi, yi + 1);
    const d = at(xi + 1, yi + 1);
    return a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v;
  };
}

/** Fractal noise, 0…1, about 0.5. */
function fractal(seed, octaves = 5, gain = 0.5) {
  const n = noise2(seed);
  return (x, y) => {
    let sum = 0;
    let amp = 1;
    let total = 0;
    let px = x;
    let py = y;
    for (let i = 0; i < octaves; i++) {
      sum += n(px, py) * amp;
      total += amp;
      amp *= gain;
      const qx = px * 1.62 - py * 1.2 + 17.3;
      py = px * 1.2 + py * 1.62 + 5.1;
      px = qx;
    }
    return sum / total;
  };
}

// ---------------------------------------------------------------- the picture
class Picture {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.data = new Float32Array(width * height * 3);
  }

  /** paint((x, y, [r, g, b] as it is) => [r, g, b]) */
  paint(fn, y0 = 0, y1 = this.height) {
    const { width, data } = this;
    for (let y = Math.max(0, Math.floor(y0)); y < Math.min(this.height, y1); y++) {
      for (let x = 0; x < width; x++) {
        const i = (y * width + x) * 3;
        const c = fn(x, y, [data[i], data[i + 1], data[i + 2]]);
        data[i] = c[0];
        data[i + 1] = c[1];
        data[i + 2] = c[2];
      }
    }
  }

  blend(x, y, c, alpha) {
    const i = (y * this.width + x) * 3;
    const d = this.data;
    d[i] += (c[0] - d[i]) * alpha;
    d[i + 1] += (c[1] - d[i + 1]) * alpha;
    d[i + 2] += (c[2] - d[i + 2]) * alpha;
  }

  sample(x, y) {
    const { width, height, data } = this;
    const cx = clamp(x, 0, width - 1.001);
    const cy = clamp(y, 0, height - 1.001);
    const xi = Math.floor(cx);
    const yi = Math.floor(cy);
    const u = cx - xi;
    const v = cy - yi;
    const i = (yi * width + xi) * 3;
    const j = i + (yi + 1 < height ? width * 3 : 0);
    const out = [0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const top = data[i + k] + (data[i + 3 + k] - data[i + k]) * u;
      const low = data[j + k] + (data[j + 3 + k] - data[j + k]) * u;
      out[k] = top + (low - top) * v;
    }
    return out;
  }

  copy() {
    const p = new Picture(this.width, this.height);
    p.data.set(this.data);
    return p;
  }

  bytes(from = 0) {
    const out = Buffer.alloc(this.data.length);
    for (let i = 0; i < out.length; i++) out[i] = Math.round(clamp((this.data[i] - from) / (1 - from)) * 255);
    return out;
  }

  /** Lays SVG elements over the picture. */
  async draw(elements, { blur = 0, opacity = 1, add = false } = {}) {
    const { width, height } = this;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${elements}</svg>`;
    let image = sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true }).ensureAlpha();
    if (blur) image = image.blur(blur);
    const { data: raw } = await image.raw().toBuffer({ resolveWithObject: true });
    for (let p = 0, i = 0; p < raw.length; p += 4, i += 3) {
      const alpha = (raw[p + 3] / 255) * opacity;
      if (!alpha) continue;
      for (let k = 0; k < 3; k++) {
        const c = raw[p + k] / 255;
        this.data[i + k] += add ? c * alpha : (c - this.data[i + k]) * alpha;
      }
    }
  }

  async blurred(sigma, from = 0) {
    const { width, height } = this;
    const raw = await sharp(this.bytes(from), { raw: { width, height, channels: 3 } })
      .blur(sigma)
      .raw()
      .toBuffer();
    const out = new Picture(width, height);
    for (let i = 0; i < raw.length; i++) out.data[i] = (raw[i] / 255) * (1 - from);
    return out;
  }

  /** Lens glow, softness, tone, vignette, grain; then the file. */
  async save(file, { seed = 1, glow = 0.35, glowFrom = 0.72, soft = 0.6, contrast = 0.16, vignette = 0.22, grain = 0.02, tint = [1, 1, 1], quality = 82 } = {}) {
    const { width, height } = this;
    const halo = await this.blurred(28, glowFrom);
    for (let i = 0; i < this.data.length; i++) this.data[i] += halo.data[i] * glow;
    const image = soft ? await this.blurred(soft) : this;
    const next = random(seed * 7919);
    const gauss = new Float32Array(width * height);
    for (let i = 0; i < gauss.length; i++) gauss[i] = next() + next() + next() - 1.5;
    image.paint((x, y, c) => {
      const dx = x / width - 0.5;
      const dy = y / height - 0.5;
      const dark = 1 - vignette * step(0.16, 0.62, dx * dx + dy * dy);
      const i = y * width + x;
      const right = x + 1 < width ? i + 1 : i;
      const down = y + 1 < height ? i + width : i;
      const speck = (gauss[i] * 2 + gauss[right] + gauss[down]) * 0.45 * grain;
      return c.map((v, k) => {
        const t = clamp(v * dark * tint[k]);
        const curved = lerp(t, t * t * (3 - 2 * t), contrast * 2);
        return curved + speck * (1.25 - 0.7 * curved);
      });
    });
    let info;
    for (let q = quality; q >= 66; q -= 4) {
      info = await sharp(image.bytes(), { raw: { width, height, channels: 3 } })
        .jpeg({ quality: q, mozjpeg: true, chromaSubsampling: "4:2:0" })
        .toFile(join(here, file));
      info.quality = q;
      if (info.size < 440_000) break;
    }
    console.log(`${file} ${width}×${height} ${Math.round(info.size / 1024)} kB, quality ${info.quality}`);
  }
}

// ---------------------------------------------------------------- sky, land, water, mist
function sky(picture, horizon, stops, { sun, cloud } = {}) {
  const f = cloud ? fractal(cloud.seed, 6, 0.55) : undefined;
  picture.paint((x, y) => {
    const t = clamp(y / horizon);
    let k = 0;
    while (k < stops.length - 2 && stops[k + 1][0] < t) k++;
    let c = mix(stops[k][1], stops[k + 1][1], step(stops[k][0], stops[k + 1][0], t));
    let glow = 0;
    if (sun) {
      const d = Math.hypot((x - sun.x) * 0.8, (y - sun.y) * 1.15);
      glow = Math.exp(-d / sun.spread);
      c = mix(c, sun.color, clamp(glow * sun.strength));
      if (sun.radius) c = mix(c, sun.disc, 1 - step(sun.radius - 3, sun.radius + 3, Math.hypot(x - sun.x, y - sun.y)));
    }
    if (f) {
      const z = 1 / (1.12 - t * 0.98);
      const sx = ((x - picture.width / 2) / picture.width) * cloud.scale * z;
      const sy = z * cloud.stretch;
      const v = f(sx + 31, sy + 7);
      const lit = f(sx + 31.15, sy + 7.3);
      const cover = step(cloud.from, cloud.to, v) * cloud.opacity * (1 - step(0.82, 1, t));
      const shade = clamp(0.5 + (v - lit) * 4 + glow * 0.9);
      c = mix(c, mix(cloud.dark, cloud.light, shade), cover);
    }
    return c;
  });
}

/** Ground seen in perspective: marches each picture column outward over height(x, z). */
function terrain(picture, cam, { height, color, near, far, grow = 1.012, haze, density, mistTop = 0, mist = 0 }) {
  const { width } = picture;
  const drawn = new Float32Array(width).fill(picture.height);
  for (let px = 0; px < width; px++) {
    let top = picture.height;
    const k = (px - cam.cx) / cam.f;
    for (let z = near; z < far; z *= grow) {
      const x = k * z;
      const y = height(x, z);
      const row = cam.horizon - ((y - cam.h) / z) * cam.f;
      if (row >= top || y <= 0) continue;
      const e = z * 0.006;
      const slopeX = (height(x + e, z) - y) / e;
      const slopeZ = (height(x, z + e) - y) / e;
      const ground = color(x, y, z, slopeX, slopeZ);
      const from = Math.max(0, Math.ceil(row));
      for (let py = from; py < Math.min(top, picture.height); py++) {
        const yy = cam.h + ((cam.horizon - py) / cam.f) * z;
        const fog = 1 - Math.exp(-z / density) * (1 - mist * Math.exp(-Math.max(0, yy) / (mistTop || 1)));
        picture.blend(px, py, mix(ground, typeof haze === "function" ? haze(px, py) : haze, clamp(fog)), py === from ? clamp(1 - (row - Math.floor(row) || 0) * 0.5) : 1);
      }
      top = Math.min(top, from);
      drawn[px] = top;
    }
  }
  return drawn;
}

/** A sheet of water below the shore row, reflecting `mirror` (a picture already turned upside down about the horizon). */
function water(picture, cam, mirror, { seed, shore, deep, calm = 1, waves = 1, fresnel = 0.9, sparkle }) {
  const big = fractal(seed, 4);
  const small = fractal(seed + 1, 3);
  picture.paint((x, y) => {
    const z = (cam.h * cam.f) / Math.max(0.6, y - cam.horizon);
    const wx = ((x - cam.cx) / cam.f) * z;
    const fade = clamp(220 / z);
    const a = big(wx * 0.055 * waves, z * 0.03 * waves) - 0.5;
    const b = small(wx * 0.5 * waves, z * 0.16 * waves) - 0.5;
    const c = small(wx * 1.9 * waves + 40, z * 0.6 * waves) - 0.5;
    const slope = (a * 0.7 + b * 0.8 + c * 0.55 * fade) / calm;
    const reach = 12 + (y - cam.horizon) * 0.32;
    const s = mirror.sample(x + (b + c * 0.6) * reach * 0.35 / calm, y + slope * reach);
    const look = clamp(fresnel - (y - cam.horizon) / picture.height * 0.42 + slope * 0.5);
    let out = mix(deep, s, look);
    if (sparkle) {
      const d = Math.abs(x - sparkle.x) / (sparkle.width * (0.35 + (y - cam.horizon) / (picture.height - cam.horizon)));
      const hit = step(0.12, 0.34, slope * calm + sparkle.bias) * Math.exp(-d * d);
      out = mix(out, sparkle.color, clamp(hit * sparkle.strength));
    }
    return out;
  }, shore);
}

function flipped(picture, horizon) {
  const out = picture.copy();
  out.paint((x, y) => picture.sample(x, 2 * horizon - y), horizon);
  return out;
}

function mist(picture, { seed, y, spread, color, opacity, scale = 0.002, stretch = 4 }) {
  const f = fractal(seed, 5, 0.55);
  picture.paint((x, py, c) => {
    const band = Math.exp(-(((py - y) / spread) ** 2));
    if (band < 0.01) return c;
    const v = step(0.22, 0.75, f(x * scale + 3, py * scale * stretch));
    return mix(c, color, clamp(band * opacity * (0.35 + 0.95 * v)));
  });
}

// ---------------------------------------------------------------- drawing in space
/** Metres in front of a level camera; out come SVG elements with the haze of their distance. */
class Stage {
  constructor(cam, { haze = [0.8, 0.82, 0.84], density = 1e9, flip = false } = {}) {
    Object.assign(this, { cam, haze, density, flip, out: [] });
  }

  at([x, y, z]) {
    const { f, cx, horizon, h } = this.cam;
    return [cx + (x / z) * f, horizon - (((this.flip ? -y : y) - h) / z) * f];
  }

  air(c, z) {
    return css(mix(c, this.haze, 1 - Math.exp(-z / this.density)));
  }

  clip(points) {
    const near = 4;
    const kept = [];
    points.forEach((p, i) => {
      const q = points[(i + 1) % points.length];
      if (p[2] >= near) kept.push(p);
      if (p[2] >= near !== q[2] >= near) {
        const t = (near - p[2]) / (q[2] - p[2]);
        kept.push(p.map((v, k) => lerp(v, q[k], t)));
      }
    });
    return kept;
  }

  poly(points, color, extra = "") {
    const kept = this.clip(points);
    if (kept.length < 3) return;
    const z = kept.reduce((s, p) => s + p[2], 0) / kept.length;
    const d = kept.map((p) => this.at(p).map((v) => v.toFixed(1)).join(" ")).join("L");
    this.out.push(`<path d="M${d}Z" fill="${this.air(color, z)}" ${extra}/>`);
  }

  line(a, b, metres, color, opacity = 1, least = 0.6) {
    const kept = this.clip([a, b]);
    if (kept.length < 2) return;
    const z = (kept[0][2] + kept[1][2]) / 2;
    const w = Math.max(least, (metres / z) * this.cam.f);
    const [p, q] = kept.map((v) => this.at(v));
    this.out.push(`<path d="M${p[0].toFixed(1)} ${p[1].toFixed(1)}L${q[0].toFixed(1)} ${q[1].toFixed(1)}" stroke="${this.air(color, z)}" stroke-width="${w.toFixed(2)}" stroke-opacity="${opacity}" fill="none"/>`);
  }

  /** The six faces of an upright box on a ground plan of four points, those facing the camera last. */
  box(plan, y0, y1, { side, top, under, shade = () => 1 }) {
    const faces = [];
    plan.forEach((p, i) => {
      const q = plan[(i + 1) % 4];
      faces.push({ z: (p[1] + q[1]) / 2, pts: [[p[0], y0, p[1]], [q[0], y0, q[1]], [q[0], y1, q[1]], [p[0], y1, p[1]]], c: side.map((v) => v * shade(i)) });
    });
    const mid = plan.reduce((s, p) => s + p[1], 0) / 4;
    const flat = (y) => plan.map((p) => [p[0], y, p[1]]);
    if (under && y0 > this.cam.h) faces.push({ z: mid, pts: flat(y0), c: under });
    if (top && y1 < this.cam.h) faces.push({ z: mid, pts: flat(y1), c: top });
    faces.sort((a, b) => b.z - a.z);
    for (const face of faces) this.poly(face.pts, face.c);
  }

  person(x, y, z, coat, size = 1.72) {
    const s = (v) => (v / z) * this.cam.f * size;
    const [px, py] = this.at([x, y, z]);
    const sign = this.flip ? -1 : 1;
    const g = (dx, dy, w, h, c, r = 0.3) =>
      `<rect x="${(px + s(dx)).toFixed(1)}" y="${Math.min(py - sign * s(dy), py - sign * s(dy + h)).toFixed(1)}" width="${s(w).toFixed(1)}" height="${s(h).toFixed(1)}" rx="${(s(w) * r).toFixed(1)}" fill="${this.air(c, z)}"/>`;
    this.out.push(g(-0.09, 0, 0.08, 0.47, [0.14, 0.16, 0.22]), g(0.02, 0, 0.08, 0.47, [0.12, 0.14, 0.2]), g(-0.14, 0.43, 0.28, 0.42, coat), g(-0.065, 0.86, 0.13, 0.15, [0.93, 0.8, 0.2], 0.5));
  }

  svg() {
    return this.out.join("");
  }
}

/** Far buildings: blocks with floors, a few windows lit. */
function skyline({ seed, cam, z, from, to, low, high, wall, haze, lit = 0, litColor = "#ffd9a0", gap = 0.2 }) {
  const next = random(seed);
  const out = [];
  for (let x = from; x < to; ) {
    const w = 14 + next() * 30;
    const bump = Math.exp(-(((x - (from + to) * 0.55) / ((to - from) * 0.3)) ** 2));
    const tall = low + (high - low) * next() ** 1.8 * (0.45 + 0.75 * bump);
    if (next() > gap) {
      const px = cam.cx + (x / z) * cam.f;
      const pw = (w / z) * cam.f;
      const base = cam.horizon + (cam.h / z) * cam.f;
      const ph = (tall / z) * cam.f;
      const c = mix(wall, haze, 0.1 + next() * 0.22);
      const id = `b${seed}x${out.length}`;
      out.push(`<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${css(c)}"/><stop offset="1" stop-color="${css(mix(c, haze, 0.75))}"/></linearGradient>`);
      out.push(`<rect x="${px.toFixed(1)}" y="${(base - ph).toFixed(1)}" width="${pw.toFixed(1)}" height="${ph.toFixed(1)}" fill="url(#${id})"/>`);
      const side = pw * (0.25 + next() * 0.2);
      out.push(`<rect x="${(px + pw - side).toFixed(1)}" y="${(base - ph).toFixed(1)}" width="${side.toFixed(1)}" height="${ph.toFixed(1)}" fill="${css(mix(c, haze, 0.5))}" fill-opacity=".4"/>`);
      const kind = next();
      if (kind > 0.72) out.push(`<rect x="${(px + pw * 0.2).toFixed(1)}" y="${(base - ph - pw * 0.22).toFixed(1)}" width="${(pw * 0.55).toFixed(1)}" height="${(pw * 0.24).toFixed(1)}" fill="${css(c)}"/>`);
      if (kind > 0.9) out.push(`<path d="M${(px + pw * 0.47).toFixed(1)} ${(base - ph).toFixed(1)}v${(-pw * 0.9).toFixed(1)}" stroke="${css(c)}" stroke-width="1.4"/>`);
      const floor = Math.max(3, (3.6 / z) * cam.f);
      for (let fy = base - ph + floor; fy < base - floor; fy += floor) {
        out.push(`<path d="M${px.toFixed(1)} ${fy.toFixed(1)}h${pw.toFixed(1)}" stroke="${css(mix(c, [0, 0, 0], 0.25))}" stroke-opacity=".22" stroke-width="${(floor * 0.4).toFixed(2)}"/>`);
        for (let fx = px + 2; fx < px + pw - 2; fx += floor * 0.8) {
          if (next() < lit) out.push(`<rect x="${fx.toFixed(1)}" y="${(fy - floor * 0.25).toFixed(1)}" width="${(floor * 0.42).toFixed(1)}" height="${(floor * 0.45).toFixed(1)}" fill="${litColor}" fill-opacity="${(0.4 + next() * 0.6).toFixed(2)}"/>`);
        }
      }
    }
    x += w * (0.75 + next() * 0.6);
  }
  return out.join("");
}

// ---------------------------------------------------------------- scenes
const scenes = {};

scenes.girder = async () => {
  const W = 1800;
  const H = 1200;
  const picture = new Picture(W, H);
  const cam = { f: 2000, cx: 900, horizon: 880, h: 11 };
  const haze = hex("#cfd6da");
  sky(picture, cam.horizon, [[0, hex("#7fa3c4")], [0.5, hex("#b4cad8")], [0.85, hex("#dfe3df")], [1, hex("#e9e3d6")]], {
    sun: { x: 1500, y: 560, spread: 420, strength: 0.55, color: hex("#fff0d2") },
    cloud: { seed: 41, scale: 2.2, stretch: 1.5, from: 0.48, to: 0.72, opacity: 0.75, dark: hex("#a9bac8"), light: hex("#fbf6ec") },
  });
  const hills = fractal(11, 7, 0.48);
  const woods = fractal(12, 4, 0.6);
  terrain(picture, cam, {
    height: (x, z) => step(900, 1700, z) * (hills(x * 0.0011 + 4, z * 0.0011) ** 2 * 620 - 40 + woods(x * 0.06, z * 0.06) * 9),
    color: (x, y, z, sx) => mix(hex("#3f5648"), hex("#7f8d6c"), clamp(0.35 - sx * 0.5 + woods(x * 0.09, z * 0.09) * 0.4)),
    near: 900, far: 5200, grow: 1.006, haze, density: 2600, mist: 0.5, mistTop: 50,
  });
  await picture.draw(skyline({ seed: 5, cam, z: 1150, from: -560, to: 150, low: 18, high: 120, wall: hex("#6f7f8a"), haze, gap: 0.15 }), { blur: 0.8 });
  await picture.draw(skyline({ seed: 8, cam, z: 950, from: 150, to: 460, low: 10, high: 42, wall: hex("#7b8886"), haze, gap: 0.2 }), { blur: 0.7 });
  // the near bank's trees
  picture.paint((x, y, c) => {
    const edge = 884 - 26 * woods(x * 0.012, 3) - 10 * woods(x * 0.09, 9);
    if (y < edge) return c;
    const t = woods(x * 0.05, y * 0.09);
    return mix(mix(hex("#4d6152"), hex("#93a085"), t), haze, 0.45);
  }, 840, 896);
  mist(picture, { seed: 77, y: 868, spread: 46, color: hex("#e6e6e0"), opacity: 0.75, scale: 0.003 });

  const angle = (55 * Math.PI) / 180;
  const dir = [Math.cos(angle), Math.sin(angle)];
  const per = [Math.sin(angle), -Math.cos(angle)];
  const M = [14, 238];
  const P = (s, t, y) => [M[0] + dir[0] * s + per[0] * t, y, M[1] + dir[1] * s + per[1] * t];
  const plan = (s0, s1, t0, t1) => [[s0, t0], [s1, t0], [s1, t1], [s0, t1]].map(([s, t]) => {
    const p = P(s, t, 0);
    return [p[0], p[2]];
  });
  const Y = 52;
  const bridge = (flip) => {
    const st = new Stage(cam, { haze, density: 1500, flip });
    const steel = hex("#8d979c");
    const dark = hex("#4c555b");
    const light = hex("#c3c8c8");
    const deckPiece = (s0, s1, yy, rust = 0) => {
      const side = mix(steel, hex("#9a6a4a"), rust);
      // trapezoid box: wide top, narrow bottom
      const low = yy - 4.6;
      const q = (s, t, y) => P(s, t, y);
      st.poly([q(s0, -19, yy - 1), q(s1, -19, yy - 1), q(s1, -11, low), q(s0, -11, low)], side.map((v) => v * 0.5));
      st.poly([q(s0, -11, low), q(s1, -11, low), q(s1, 11, low), q(s0, 11, low)], mix(dark, side, 0.25));
      const ribs = Math.round((s1 - s0) / 4);
      for (let i = 0; i <= ribs; i++) {
        const s = lerp(s0, s1, i / ribs);
        st.line(q(s, -11, low), q(s, 11, low), 0.22, dark.map((v) => v * 0.75), 0.8);
      }
      for (let t = -8; t <= 8; t += 4) st.line(q(s0, t, low), q(s1, t, low), 0.16, dark.map((v) => v * 0.8), 0.55);
      st.poly([q(s0, 11, low), q(s1, 11, low), q(s1, 19, yy - 1), q(s0, 19, yy - 1)], side.map((v) => v * 0.74));
      for (let i = 0; i <= ribs; i++) {
        const s = lerp(s0, s1, i / ribs);
        st.line(q(s, 11, low), q(s, 19, yy - 1), 0.18, dark, 0.7);
      }
      st.poly([q(s0, 19, yy - 1), q(s1, 19, yy - 1), q(s1, 19, yy + 0.35), q(s0, 19, yy + 0.35)], mix(light, side, 0.2));
      st.line(q(s0, 19, yy + 0.35), q(s1, 19, yy + 0.35), 0.14, hex("#f2efe6"), 0.9);
      // the open end that faces us
      if (s0 > -60) {
        st.poly([q(s0, -19, yy), q(s0, 19, yy), q(s0, 19, yy - 1), q(s0, 11, low), q(s0, -11, low), q(s0, -19, yy - 1)], side.map((v) => v * 0.62));
        for (let t = -9; t <= 9; t += 6) st.poly([q(s0, t - 2.1, yy - 0.9), q(s0, t + 2.1, yy - 0.9), q(s0, t + 2.1, low + 0.7), q(s0, t - 2.1, low + 0.7)], dark.map((v) => v * 0.55));
      }
    };
    const tower = (s) => {
      const concrete = hex("#b9bab4");
      for (const side of [-1, 1]) {
        const foot = side * 19;
        const leg = (y) => side * (y < Y ? lerp(26, 21, y / Y) : y < 150 ? lerp(21, 5, (y - Y) / 98) : 3.2);
        let prev = 0;
        for (const y of [14, 30, Y, 75, 100, 125, 150, 205]) {
          const a = leg(prev);
          const b = leg(y);
          const w = lerp(7, 4.6, y / 205);
          st.poly([P(s - w, a + 3, prev), P(s + w, a + 3, prev), P(s + w, b + 3, y), P(s - w, b + 3, y)], concrete.map((v) => v * (side > 0 ? 0.98 : 0.8)));
          st.poly([P(s - w, a - 3, prev), P(s - w, a + 3, prev), P(s - w, b + 3, y), P(s - w, b - 3, y)], concrete.map((v) => v * 0.68));
          prev = y;
        }
        st.line(P(s, foot, Y - 3), P(s, -foot, Y - 3), 5, concrete.map((v) => v * 0.75));
      }
      st.poly([P(s - 26, 34, 0), P(s + 26, 34, 0), P(s + 26, 34, 7), P(s - 26, 34, 7)], hex("#8e9290"));
      st.poly([P(s - 26, -34, 7), P(s - 26, 34, 7), P(s - 26, 34, 0), P(s - 26, -34, 0)], hex("#6f7574"));
    };
    const stays = (t, s, from, to, sign, color) => {
      for (let i = 0; i < 22; i++) {
        const a = lerp(from, to, i / 21);
        st.line(P(a, t * 18, Y), P(s, t * 3, lerp(158, 203, 1 - Math.abs(a - s) / 330 * 0 - i / 21 * 0) - (i / 21) * 40 * sign), 0.26, color, 0.85, 0.9);
      }
    };
    // far half
    tower(344);
    stays(-1, 344, 26, 318, 1, hex("#77828a"));
    for (let s = 640; s > 340; s -= 60) deckPiece(s, s + 60, Y);
    stays(-1, 344, 662, 372, 1, hex("#8b959b"));
    deckPiece(180, 340, Y);
    deckPiece(22, 180, Y);
    stays(1, 344, 26, 318, 1, hex("#cdd2d3"));
    stays(1, 344, 662, 372, 1, hex("#c3c9cb"));
    crane(st, P, 25, 1, Y, -8);
    crane(st, P, 25, 1, Y, 10);
    // barge
    const hull = hex("#39424a");
    st.box(plan(-34, 36, -9, 9).map((p) => p), 0.2, 3.4, { side: hull, top: hex("#7d6a58"), shade: (i) => [0.8, 0.7, 1.15, 0.85][i] });
    st.box(plan(24, 33, -6, 6), 3.4, 9.2, { side: hex("#d8d6cc"), top: hex("#e8e4d8"), shade: (i) => [0.8, 0.75, 1, 0.8][i] });
    st.box(plan(26, 31, -4.5, 4.5), 9.2, 12.6, { side: hex("#c9cbc6"), top: hex("#e8e4d8"), shade: (i) => [0.8, 0.7, 1, 0.8][i] });
    for (let i = 0; i < 4; i++) st.line(P(25 + i * 2.1, 6.02, 7.6), P(26.2 + i * 2.1, 6.02, 7.6), 1.1, hex("#2c3a44"));
    st.line(P(-34, 9, 2.6), P(36, 9, 2.6), 0.5, hex("#b6583a"));
    for (const [s, t, c] of [[-24, 7, "#e8742a"], [-21, 6, "#e2e04a"], [18, 7.5, "#e8742a"], [21, 5, "#e2662a"]]) st.person(...P(s, t, 3.4), hex(c));
    // the girder in the air
    const gy = 33;
    for (const t of [-12, 12]) for (const s of [-9, 9]) st.line(P(s, t, gy), P(s * 0.55, t * 0.85, Y + 10), 0.3, hex("#2d3439"), 1, 1.2);
    deckPiece(-12, 12, gy, 0.32);
    for (const t of [-12, 12]) st.line(P(-10, t, gy + 1.5), P(10, t, gy + 1.5), 0.9, hex("#d9a52c"));
    for (const t of [-12, 12]) for (const s of [-9, 9]) st.line(P(s, t, gy), P(s, t, gy + 1.7), 0.6, hex("#d9a52c"));
    for (const [s, t, c] of [[-3, 17.5, "#e8742a"], [6, 17, "#e0dc48"], [-9, 16.5, "#e8742a"]]) st.person(...P(s, t, gy), hex(c));
    // near half, coming in from the left over our heads
    for (let i = 0; i < 22; i++) {
      const a = lerp(-26, -260, i / 21);
      st.line(P(a, -18, Y), P(-344, -3, 200 - i * 1.9), 0.26, hex("#86919a"), 0.8, 1.4);
    }
    for (let s = -210; s < -20; s += 16) deckPiece(s, Math.min(-18, s + 16), Y);
    for (let s = -200; s < -22; s += 2.6) st.line(P(s, 18.6, Y), P(s, 18.6, Y + 1.2), 0.1, hex("#6a7479"), 0.9);
    for (const yy of [0.6, 1.2]) st.line(P(-210, 18.6, Y + yy), P(-22, 18.6, Y + yy), 0.1, hex("#7d868a"), 0.9);
    crane(st, P, -22, -1, Y, -11);
    crane(st, P, -22, -1, Y, 11);
    for (let i = 0; i < 22; i++) {
      const a = lerp(-26, -260, i / 21);
      st.line(P(a, 18, Y), P(-344, 3, 200 - i * 1.9), 0.3, hex("#dfe2e0"), 0.95, 1.6);
    }
    for (const [s, t, c] of [[-30, 17.4, "#e8742a"], [-33, 17.4, "#e2e04a"], [-52, 17.2, "#e8742a"], [-24, 16, "#d8502a"]]) st.person(...P(s, t, Y), hex(c));
    return st.svg();
  };
  await picture.draw(bridge(false));
  const land = picture.copy();
  const mirror = new Picture(W, H);
  mirror.paint((x, y) => land.sample(x, y));
  // sky and hills mirror about the shore; the bridge is drawn again upside down in its true place
  const base = new Picture(W, H);
  sky(base, cam.horizon, [[0, hex("#7fa3c4")], [0.5, hex("#b4cad8")], [0.85, hex("#dfe3df")], [1, hex("#dcd9ce")]], { sun: { x: 1500, y: 560, spread: 420, strength: 0.55, color: hex("#fff0d2") } });
  const upside = flipped(base, cam.horizon + 4);
  await upside.draw(bridge(true), { blur: 1.2, opacity: 0.9 });
  const front = picture.copy();
  water(picture, cam, upside, { seed: 61, shore: 893, deep: hex("#5d7478"), calm: 0.85, waves: 0.8, fresnel: 0.88, sparkle: { x: 1500, width: 420, bias: 0.03, color: hex("#fff6e2"), strength: 0.5 } });
  mist(picture, { seed: 79, y: 892, spread: 20, color: hex("#e6e6e0"), opacity: 0.5, scale: 0.003 });
  // what stands in the water in front of it
  const st = await maskOf(W, H, bridge(false));
  picture.paint((x, y, c) => {
    const a = st[y * W + x];
    return a ? mix(c, front.sample(x, y), a) : c;
  }, 880);
  await picture.save("broadsheet/girder.jpg", { seed: 3, contrast: 0.2, grain: 0.022, glow: 0.25, glowFrom: 0.8, tint: [1.01, 1, 0.98] });
};

async function maskOf(width, height, elements) {
  const raw = await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${elements}</svg>`), { unlimited: true })
    .ensureAlpha()
    .raw()
    .toBuffer();
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) out[i] = raw[i * 4 + 3] / 255;
  return out;
}

function crane(st, P, s, back, Y, t) {
  const red = hex("#b8402c");
  const tail = s + back * 16;
  const nose = s - back * 16;
  for (const w of [-2.2, 2.2]) {
    const rail = (a, b, m = 0.5, c = red) => st.line(a, b, m, c, 1, 1.1);
    rail(P(tail, t + w, Y + 0.6), P(s, t + w, Y + 0.6), 0.9);
    rail(P(s - back * 1, t + w, Y + 0.6), P(s - back * 1, t + w, Y + 11), 0.6);
    rail(P(tail, t + w, Y + 0.6), P(s - back * 1, t + w, Y + 11), 0.5);
    rail(P(s - back * 1, t + w, Y + 11), P(nose, t + w, Y + 10.4), 0.7);
    rail(P(s - back * 1, t + w, Y + 7.4), P(nose, t + w, Y + 10.4), 0.45);
    rail(P(s - back * 1, t + w, Y + 4), P(s + back * 6, t + w, Y + 6.8), 0.3);
    for (let i = 0; i < 5; i++) {
      const a = s - back * (1 + i * 3);
      rail(P(a, t + w, Y + 11 - i * 0.12), P(a - back * 3, t + w, Y + 7.6 + (i + 1) * 0.56), 0.22);
    }
  }
  for (let i = 0; i <= 3; i++) st.line(P(s - back * 1, t - 2.2, Y + 1 + i * 3.2), P(s - back * 1, t + 2.2, Y + 1 + i * 3.2), 0.3, red);
  st.poly([P(s + back * 5, t - 2, Y + 0.8), P(s + back * 5, t + 2, Y + 0.8), P(s + back * 5, t + 2, Y + 3.6), P(s + back * 5, t - 2, Y + 3.6)], hex("#d8d3c4"));
}

const wanted = process.argv.slice(2);
const scenesToRun = () => Object.entries(scenes).filter(([name]) => !wanted.length || wanted.includes(name));
for (const [, paintScene] of scenesToRun()) await paintScene();
