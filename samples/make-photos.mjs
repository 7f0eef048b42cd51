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
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
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
  async save(
    file,
    {
      seed = 1,
      glow = 0.35,
      glowFrom = 0.72,
      soft = 0.6,
      contrast = 0.16,
      vignette = 0.22,
      grain = 0.02,
      tint = [1, 1, 1],
      quality = 82,
    } = {},
  ) {
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
function terrain(picture, cam, { height, color, near, far, grow = 1.012, haze, density, mistTop = 0, groundMist = 0 }) {
  const { width } = picture;
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
        const fog = 1 - Math.exp(-z / density) * (1 - groundMist * Math.exp(-Math.max(0, yy) / (mistTop || 1)));
        picture.blend(px, py, mix(ground, typeof haze === "function" ? haze(px, py) : haze, clamp(fog)), 1);
      }
      top = Math.min(top, from);
    }
  }
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
    const s = mirror.sample(x + ((b + c * 0.6) * reach * 0.35) / calm, y + slope * reach);
    const look = clamp(fresnel - ((y - cam.horizon) / picture.height) * 0.42 + slope * 0.5);
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
    const d = kept
      .map((p) =>
        this.at(p)
          .map((v) => v.toFixed(1))
          .join(" "),
      )
      .join("L");
    this.out.push(`<path d="M${d}Z" fill="${this.air(color, z)}" ${extra}/>`);
  }

  line(a, b, metres, color, opacity = 1, least = 0.6) {
    const kept = this.clip([a, b]);
    if (kept.length < 2) return;
    const z = (kept[0][2] + kept[1][2]) / 2;
    const w = Math.max(least, (metres / z) * this.cam.f);
    const [p, q] = kept.map((v) => this.at(v));
    this.out.push(
      `<path d="M${p[0].toFixed(1)} ${p[1].toFixed(1)}L${q[0].toFixed(1)} ${q[1].toFixed(1)}" stroke="${this.air(color, z)}" stroke-width="${w.toFixed(2)}" stroke-opacity="${opacity}" fill="none"/>`,
    );
  }

  /** The six faces of an upright box on a ground plan of four points, those facing the camera last. */
  box(plan, y0, y1, { side, top, under, shade = () => 1 }) {
    const faces = [];
    plan.forEach((p, i) => {
      const q = plan[(i + 1) % 4];
      faces.push({
        z: (p[1] + q[1]) / 2,
        pts: [
          [p[0], y0, p[1]],
          [q[0], y0, q[1]],
          [q[0], y1, q[1]],
          [p[0], y1, p[1]],
        ],
        c: side.map((v) => v * shade(i)),
      });
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
    this.out.push(
      g(-0.09, 0, 0.08, 0.47, [0.14, 0.16, 0.22]),
      g(0.02, 0, 0.08, 0.47, [0.12, 0.14, 0.2]),
      g(-0.14, 0.43, 0.28, 0.42, coat),
      g(-0.065, 0.86, 0.13, 0.15, [0.93, 0.8, 0.2], 0.5),
    );
  }

  svg() {
    return this.out.join("");
  }
}

/** Far buildings: blocks with floors, a few windows lit. */
function skyline({ seed, cam, z, from, to, low, high, wall, haze, lit = 0, litColor = "#ffd9a0", gap = 0.2 }) {
  const next = random(seed);
  const out = [];
  for (let x = from; x < to;) {
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
      out.push(
        `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${css(c)}"/><stop offset="1" stop-color="${css(mix(c, haze, 0.75))}"/></linearGradient>`,
      );
      out.push(
        `<rect x="${px.toFixed(1)}" y="${(base - ph).toFixed(1)}" width="${pw.toFixed(1)}" height="${ph.toFixed(1)}" fill="url(#${id})"/>`,
      );
      const side = pw * (0.25 + next() * 0.2);
      out.push(
        `<rect x="${(px + pw - side).toFixed(1)}" y="${(base - ph).toFixed(1)}" width="${side.toFixed(1)}" height="${ph.toFixed(1)}" fill="${css(mix(c, haze, 0.5))}" fill-opacity=".4"/>`,
      );
      const kind = next();
      if (kind > 0.72)
        out.push(
          `<rect x="${(px + pw * 0.2).toFixed(1)}" y="${(base - ph - pw * 0.22).toFixed(1)}" width="${(pw * 0.55).toFixed(1)}" height="${(pw * 0.24).toFixed(1)}" fill="${css(c)}"/>`,
        );
      if (kind > 0.9)
        out.push(
          `<path d="M${(px + pw * 0.47).toFixed(1)} ${(base - ph).toFixed(1)}v${(-pw * 0.9).toFixed(1)}" stroke="${css(c)}" stroke-width="1.4"/>`,
        );
      const floor = Math.max(3, (3.6 / z) * cam.f);
      for (let fy = base - ph + floor; fy < base - floor; fy += floor) {
        out.push(
          `<path d="M${px.toFixed(1)} ${fy.toFixed(1)}h${pw.toFixed(1)}" stroke="${css(mix(c, [0, 0, 0], 0.25))}" stroke-opacity=".22" stroke-width="${(floor * 0.4).toFixed(2)}"/>`,
        );
        for (let fx = px + 2; fx < px + pw - 2; fx += floor * 0.8) {
          if (next() < lit)
            out.push(
              `<rect x="${fx.toFixed(1)}" y="${(fy - floor * 0.25).toFixed(1)}" width="${(floor * 0.42).toFixed(1)}" height="${(floor * 0.45).toFixed(1)}" fill="${litColor}" fill-opacity="${(0.4 + next() * 0.6).toFixed(2)}"/>`,
            );
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
  const cam = { f: 2000, cx: 815, horizon: 880, h: 11 };
  const haze = hex("#cfd6da");
  sky(
    picture,
    cam.horizon,
    [
      [0, hex("#7fa3c4")],
      [0.5, hex("#b4cad8")],
      [0.85, hex("#dfe3df")],
      [1, hex("#e9e3d6")],
    ],
    {
      sun: { x: 1500, y: 560, spread: 420, strength: 0.55, color: hex("#fff0d2") },
      cloud: {
        seed: 41,
        scale: 2.2,
        stretch: 1.5,
        from: 0.48,
        to: 0.72,
        opacity: 0.75,
        dark: hex("#a9bac8"),
        light: hex("#fbf6ec"),
      },
    },
  );
  const hills = fractal(11, 7, 0.48);
  const woods = fractal(12, 4, 0.6);
  terrain(picture, cam, {
    height: (x, z) =>
      step(900, 1700, z) * (hills(x * 0.0011 + 4, z * 0.0011) ** 2 * 620 - 40 + woods(x * 0.06, z * 0.06) * 9),
    color: (x, y, z, sx) =>
      mix(hex("#2f4545"), hex("#7d8672"), clamp(0.35 - sx * 0.5 + woods(x * 0.09, z * 0.09) * 0.4)),
    near: 900,
    far: 5200,
    grow: 1.0022,
    haze: hex("#c3d0da"),
    density: 1900,
    groundMist: 0.55,
    mistTop: 60,
  });
  await picture.draw(
    skyline({ seed: 6, cam, z: 1500, from: -640, to: 520, low: 30, high: 150, wall: hex("#8797a4"), haze, gap: 0.3 }),
    { blur: 1, opacity: 0.85 },
  );
  await picture.draw(
    skyline({ seed: 5, cam, z: 1150, from: -500, to: 330, low: 22, high: 120, wall: hex("#66757f"), haze, gap: 0.25 }),
    { blur: 0.8 },
  );
  await picture.draw(
    skyline({ seed: 8, cam, z: 950, from: 150, to: 460, low: 10, high: 42, wall: hex("#6b7878"), haze, gap: 0.1 }),
    { blur: 0.7 },
  );
  // the near bank's trees
  picture.paint(
    (x, y, c) => {
      const edge = 884 - 26 * woods(x * 0.012, 3) - 10 * woods(x * 0.09, 9);
      if (y < edge) return c;
      const t = woods(x * 0.05, y * 0.09);
      return mix(mix(hex("#4d6152"), hex("#93a085"), t), haze, 0.45);
    },
    840,
    896,
  );
  mist(picture, { seed: 77, y: 868, spread: 46, color: hex("#e6e6e0"), opacity: 0.75, scale: 0.003 });

  const angle = (55 * Math.PI) / 180;
  const dir = [Math.cos(angle), Math.sin(angle)];
  const per = [Math.sin(angle), -Math.cos(angle)];
  const M = [14, 238];
  const P = (s, t, y) => [M[0] + dir[0] * s + per[0] * t, y, M[1] + dir[1] * s + per[1] * t];
  const plan = (s0, s1, t0, t1) =>
    [
      [s0, t0],
      [s1, t0],
      [s1, t1],
      [s0, t1],
    ].map(([s, t]) => {
      const p = P(s, t, 0);
      return [p[0], p[2]];
    });
  const Y = 52;
  const bridge = (flip) => {
    const st = new Stage(cam, { haze, density: 1500, flip });
    const steel = hex("#8d979c");
    const dark = hex("#4c555b");
    const light = hex("#c3c8c8");
    const deckPiece = (s0, s1, yy, { rust = 0, open = false } = {}) => {
      const side = mix(steel, hex("#9a6a4a"), rust);
      // trapezoid box: wide top, narrow bottom
      const low = yy - 4.6;
      const q = (s, t, y) => P(s, t, y);
      st.poly(
        [q(s0, -19, yy - 1), q(s1, -19, yy - 1), q(s1, -11, low), q(s0, -11, low)],
        side.map((v) => v * 0.5),
      );
      st.poly([q(s0, -11, low), q(s1, -11, low), q(s1, 11, low), q(s0, 11, low)], mix(dark, side, 0.25));
      const ribs = Math.round((s1 - s0) / 4);
      for (let i = 0; i <= ribs; i++) {
        const s = lerp(s0, s1, i / ribs);
        st.line(
          q(s, -11, low),
          q(s, 11, low),
          0.22,
          dark.map((v) => v * 0.75),
          0.8,
        );
      }
      for (let t = -8; t <= 8; t += 4)
        st.line(
          q(s0, t, low),
          q(s1, t, low),
          0.16,
          dark.map((v) => v * 0.8),
          0.55,
        );
      st.poly(
        [q(s0, 11, low), q(s1, 11, low), q(s1, 19, yy - 1), q(s0, 19, yy - 1)],
        side.map((v) => v * 0.74),
      );
      for (let i = 0; i <= ribs; i++) {
        const s = lerp(s0, s1, i / ribs);
        st.line(q(s, 11, low), q(s, 19, yy - 1), 0.18, dark, 0.7);
      }
      st.poly(
        [q(s0, 19, yy - 1), q(s1, 19, yy - 1), q(s1, 19, yy + 0.35), q(s0, 19, yy + 0.35)],
        mix(light, side, 0.2),
      );
      st.line(q(s0, 19, yy + 0.35), q(s1, 19, yy + 0.35), 0.14, hex("#f2efe6"), 0.9);
      // the open end that faces us
      if (open) {
        st.poly(
          [q(s0, -19, yy), q(s0, 19, yy), q(s0, 19, yy - 1), q(s0, 11, low), q(s0, -11, low), q(s0, -19, yy - 1)],
          side.map((v) => v * 0.62),
        );
        for (let t = -9; t <= 9; t += 6)
          st.poly(
            [q(s0, t - 2.1, yy - 0.9), q(s0, t + 2.1, yy - 0.9), q(s0, t + 2.1, low + 0.7), q(s0, t - 2.1, low + 0.7)],
            dark.map((v) => v * 0.55),
          );
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
          st.poly(
            [P(s - w, a + 3, prev), P(s + w, a + 3, prev), P(s + w, b + 3, y), P(s - w, b + 3, y)],
            concrete.map((v) => v * (side > 0 ? 0.98 : 0.8)),
          );
          st.poly(
            [P(s - w, a - 3, prev), P(s - w, a + 3, prev), P(s - w, b + 3, y), P(s - w, b - 3, y)],
            concrete.map((v) => v * 0.68),
          );
          prev = y;
        }
        st.line(
          P(s, foot, Y - 3),
          P(s, -foot, Y - 3),
          5,
          concrete.map((v) => v * 0.75),
        );
      }
      st.poly([P(s - 26, 34, 0), P(s + 26, 34, 0), P(s + 26, 34, 7), P(s - 26, 34, 7)], hex("#8e9290"));
      st.poly([P(s - 26, -34, 7), P(s - 26, 34, 7), P(s - 26, 34, 0), P(s - 26, -34, 0)], hex("#6f7574"));
    };
    const stays = (t, s, from, to, color) => {
      for (let i = 0; i < 22; i++) {
        const a = lerp(from, to, i / 21);
        st.line(P(a, t * 18, Y), P(s, t * 3, 203 - (i / 21) * 40), 0.26, color, 0.85, 0.9);
      }
    };
    // far half
    tower(344);
    stays(-1, 344, 26, 318, hex("#77828a"));
    for (let s = 640; s >= 340; s -= 60) deckPiece(s, s + 60, Y);
    stays(-1, 344, 662, 372, hex("#8b959b"));
    deckPiece(180, 340, Y);
    crane(st, P, 25, 1, Y, 10);
    deckPiece(22, 180, Y, { open: true });
    stays(1, 344, 26, 318, hex("#cdd2d3"));
    stays(1, 344, 662, 372, hex("#c3c9cb"));
    // barge
    const hull = hex("#39424a");
    st.box(plan(-42, 44, -15, 15), 0.2, 3.4, {
      side: hull,
      top: hex("#7d6a58"),
      shade: (i) => [0.8, 0.7, 1.15, 0.85][i],
    });
    st.box(plan(32, 41, -8, 8), 3.4, 9.2, {
      side: hex("#d8d6cc"),
      top: hex("#e8e4d8"),
      shade: (i) => [0.8, 0.75, 1, 0.8][i],
    });
    st.box(plan(34, 39, -6, 6), 9.2, 12.6, {
      side: hex("#c9cbc6"),
      top: hex("#e8e4d8"),
      shade: (i) => [0.8, 0.7, 1, 0.8][i],
    });
    for (let i = 0; i < 4; i++) st.line(P(33 + i * 2.1, 8.02, 7.6), P(34.2 + i * 2.1, 8.02, 7.6), 1.1, hex("#2c3a44"));
    st.line(P(-42, 15, 2.6), P(44, 15, 2.6), 0.5, hex("#b6583a"));
    for (const [s, t, c] of [
      [-34, 12, "#e8742a"],
      [-31, 11, "#e2e04a"],
      [16, 12.5, "#e8742a"],
      [21, 9, "#e2662a"],
      [-4, 13, "#e8742a"],
    ])
      st.person(...P(s, t, 3.4), hex(c));
    // the girder in the air
    const gy = 33;
    for (const t of [-12, 12])
      for (const s of [-9, 9]) st.line(P(s, t, gy), P(s < 0 ? -6 : 9, t * 0.82, Y + 10.2), 0.3, hex("#2d3439"), 1, 1.2);
    deckPiece(-12, 12, gy, { rust: 0.32, open: true });
    for (const t of [-12, 12]) st.line(P(-10, t, gy + 1.5), P(10, t, gy + 1.5), 0.9, hex("#d9a52c"));
    for (const t of [-12, 12]) for (const s of [-9, 9]) st.line(P(s, t, gy), P(s, t, gy + 1.7), 0.6, hex("#d9a52c"));
    for (const [s, t, c] of [
      [-3, 17.5, "#e8742a"],
      [6, 17, "#e0dc48"],
      [-9, 16.5, "#e8742a"],
    ])
      st.person(...P(s, t, gy), hex(c));
    // near half, coming in from the left over our heads
    for (let i = 0; i < 22; i++) {
      const a = lerp(-26, -260, i / 21);
      st.line(P(a, -18, Y), P(-344, -3, 200 - i * 1.9), 0.26, hex("#86919a"), 0.8, 1.4);
    }
    crane(st, P, -22, -1, Y, 10);
    for (let s = -210; s < -20; s += 16) deckPiece(s, Math.min(-18, s + 16), Y);
    for (let s = -200; s < -22; s += 2.6) st.line(P(s, 18.6, Y), P(s, 18.6, Y + 1.2), 0.1, hex("#6a7479"), 0.9);
    for (const yy of [0.6, 1.2]) st.line(P(-210, 18.6, Y + yy), P(-22, 18.6, Y + yy), 0.1, hex("#7d868a"), 0.9);
    for (let i = 0; i < 22; i++) {
      const a = lerp(-26, -260, i / 21);
      st.line(P(a, 18, Y), P(-344, 3, 200 - i * 1.9), 0.3, hex("#dfe2e0"), 0.95, 1.6);
    }
    for (const [s, t, c] of [
      [-30, 17.4, "#e8742a"],
      [-33, 17.4, "#e2e04a"],
      [-52, 17.2, "#e8742a"],
      [-24, 16, "#d8502a"],
    ])
      st.person(...P(s, t, Y), hex(c));
    return st.svg();
  };
  await picture.draw(bridge(false));
  // sky and hills mirror about the shore; the bridge is drawn again upside down in its true place
  const base = new Picture(W, H);
  sky(
    base,
    cam.horizon,
    [
      [0, hex("#7fa3c4")],
      [0.5, hex("#b4cad8")],
      [0.85, hex("#dfe3df")],
      [1, hex("#dcd9ce")],
    ],
    { sun: { x: 1500, y: 560, spread: 420, strength: 0.55, color: hex("#fff0d2") } },
  );
  const upside = flipped(base, cam.horizon + 4);
  await upside.draw(bridge(true), { blur: 1.2, opacity: 0.9 });
  const front = picture.copy();
  water(picture, cam, upside, {
    seed: 61,
    shore: 893,
    deep: hex("#5d7478"),
    calm: 0.85,
    waves: 0.8,
    fresnel: 0.88,
    sparkle: { x: 1500, width: 420, bias: 0.03, color: hex("#fff6e2"), strength: 0.5 },
  });
  mist(picture, { seed: 79, y: 892, spread: 20, color: hex("#e6e6e0"), opacity: 0.5, scale: 0.003 });
  // what stands in the water in front of it
  const st = await maskOf(W, H, bridge(false));
  picture.paint((x, y, c) => {
    const a = st[y * W + x];
    return a ? mix(c, front.sample(x, y), a) : c;
  }, 880);
  await picture.save("broadsheet/girder.jpg", {
    seed: 3,
    contrast: 0.3,
    grain: 0.024,
    glow: 0.25,
    glowFrom: 0.8,
    tint: [1.01, 1, 0.98],
  });
};

scenes.metro = async () => {
  const W = 1800;
  const H = 1200;
  const picture = new Picture(W, H);
  const cam = { f: 1700, cx: 900, horizon: 800, h: 13 };
  const haze = hex("#e3a987");
  const sun = { x: 1275, y: 742, spread: 300, strength: 0.95, color: hex("#ffd98c"), radius: 30, disc: hex("#fff3c8") };
  const stops = [
    [0, hex("#2c3f63")],
    [0.35, hex("#5a6686")],
    [0.62, hex("#a98490")],
    [0.82, hex("#dd9c7c")],
    [1, hex("#f6bd80")],
  ];
  const cloud = {
    seed: 90,
    scale: 2.6,
    stretch: 2.2,
    from: 0.47,
    to: 0.68,
    opacity: 0.85,
    dark: hex("#54546e"),
    light: hex("#f2a078"),
  };
  sky(picture, cam.horizon, stops, { sun, cloud });
  const clear = new Picture(W, H);
  sky(clear, cam.horizon, stops, { sun, cloud });
  const hills = fractal(211, 6, 0.48);
  const land = (pic) =>
    terrain(pic, cam, {
      height: (x, z) => step(1900, 3400, z) * (hills(x * 0.0008 + 9, z * 0.0006) ** 2 * 620 - 70),
      color: () => hex("#3a3f58"),
      near: 1900,
      far: 7000,
      grow: 1.002,
      haze: (x) => mix(hex("#b08690"), hex("#f3b684"), Math.exp(-Math.abs(x - sun.x) / 420)),
      density: 4200,
      groundMist: 0.7,
      mistTop: 90,
    });
  land(picture);
  land(clear);
  const towns = [
    [
      skyline({
        seed: 31,
        cam,
        z: 2100,
        from: -1200,
        to: 900,
        low: 40,
        high: 210,
        wall: hex("#6c5f78"),
        haze,
        lit: 0.05,
        gap: 0.25,
      }),
      1.1,
      0.9,
    ],
    [
      skyline({
        seed: 32,
        cam,
        z: 1500,
        from: -860,
        to: 520,
        low: 30,
        high: 170,
        wall: hex("#4b4a66"),
        haze,
        lit: 0.1,
        gap: 0.25,
      }),
      0.9,
      0.95,
    ],
    [
      skyline({
        seed: 33,
        cam,
        z: 1150,
        from: -640,
        to: 60,
        low: 12,
        high: 70,
        wall: hex("#37394f"),
        haze,
        lit: 0.14,
        gap: 0.1,
      }),
      0.8,
      0.95,
    ],
    [
      skyline({
        seed: 36,
        cam,
        z: 1250,
        from: 420,
        to: 760,
        low: 12,
        high: 60,
        wall: hex("#4b4455"),
        haze,
        lit: 0.1,
        gap: 0.1,
      }),
      0.8,
      0.95,
    ],
  ];
  for (const [elements, blur, opacity] of towns) {
    await picture.draw(elements, { blur, opacity });
    await clear.draw(elements, { blur, opacity });
  }
  const trees = fractal(52, 4, 0.6);
  for (const pic of [picture, clear]) {
    pic.paint(
      (x, y, c) => {
        const edge = 806 - 22 * trees(x * 0.012, 3) - 9 * trees(x * 0.11, 9);
        return y < edge ? c : mix(mix(hex("#2b2b3c"), hex("#57485a"), trees(x * 0.06, y * 0.1)), haze, 0.25);
      },
      770,
      818,
    );
    mist(pic, { seed: 78, y: 800, spread: 40, color: hex("#f0b894"), opacity: 0.7, scale: 0.003 });
  }

  const angle = (27 * Math.PI) / 180;
  const dir = [Math.cos(angle), Math.sin(angle)];
  const per = [Math.sin(angle), -Math.cos(angle)];
  const M = [-8, 142];
  const P = (s, t, y) => [M[0] + dir[0] * s + per[0] * t, y, M[1] + dir[1] * s + per[1] * t];
  const plan = (s0, s1, t0, t1) =>
    [
      [s0, t0],
      [s1, t0],
      [s1, t1],
      [s0, t1],
    ].map(([a, b]) => {
      const p = P(a, b, 0);
      return [p[0], p[2]];
    });
  const low = 31;
  const high = 43;
  const S0 = -104;
  const S1 = 760;
  const bay = 12;
  const bridge = (flip) => {
    const st = new Stage(cam, { haze, density: 900, flip });
    const dark = hex("#2a2c3c");
    const steel = hex("#4a4a5c");
    const lit = hex("#a07a6c");
    const truss = (t, base, edge) => {
      for (let s = S1; s > S0; s -= bay) {
        const up = Math.round((s - S0) / bay) % 2 === 0;
        st.line(P(s, t, low), P(s, t, high), 0.5, base);
        st.line(P(s, t, up ? low : high), P(s - bay, t, up ? high : low), 0.85, base);
        if (edge) st.line(P(s, t + 0.3, up ? low : high), P(s - bay, t + 0.3, up ? high : low), 0.22, edge, 0.7);
      }
      for (const [y, w] of [
        [low, 1.5],
        [high, 1.3],
      ])
        st.line(P(S0, t, y), P(S1, t, y), w, base);
    };
    // piers, the far ones first
    for (let s = 700; s > -110; s -= 96) {
      st.box(plan(s - 7, s + 7, -14, 14), 0, 4, {
        side: hex("#55505c"),
        top: hex("#77707a"),
        shade: (i) => [0.8, 0.9, 1.05, 0.8][i],
      });
      for (const t of [-7.5, 7.5])
        st.box(plan(s - 2.6, s + 2.6, t - 2.4, t + 2.4), 4, low - 4, {
          side: hex("#5c5560"),
          shade: (i) => [0.7, 1.25, 0.95, 0.75][i],
        });
      st.box(plan(s - 3.2, s + 3.2, -12, 12), low - 5, low - 1, {
        side: hex("#5a5460"),
        under: hex("#33323e"),
        shade: (i) => [0.7, 1.25, 0.95, 0.75][i],
      });
    }
    truss(-9, dark);
    // the underside and cross beams
    for (let s = S1; s > S0; s -= 96)
      st.poly([P(s, -9, low), P(s - 96, -9, low), P(s - 96, 9, low), P(s, 9, low)], hex("#25273a"));
    for (let s = S1; s > S0; s -= bay / 2) st.line(P(s, -9, low - 0.5), P(s, 9, low - 0.5), 0.5, hex("#3a3a4a"), 0.8);
    for (let s = S1; s > S0; s -= 96)
      st.poly([P(s, -10, high), P(s - 96, -10, high), P(s - 96, 10, high), P(s, 10, high)], hex("#30303f"));
    // the train, six cars
    const y0 = low + 1.1;
    for (let car = 5; car >= 0; car--) {
      const a = -62 + car * 20;
      const b = a + 19.2;
      st.poly([P(a, 3.2, y0), P(b, 3.2, y0), P(b, 3.2, y0 + 3.9), P(a, 3.2, y0 + 3.9)], hex("#8f8b98"));
      st.poly([P(a, 3.21, y0 + 3.4), P(b, 3.21, y0 + 3.4), P(b, 3.21, y0 + 3.9), P(a, 3.21, y0 + 3.9)], hex("#5d5b6a"));
      st.poly(
        [P(a, 3.22, y0 + 0.55), P(b, 3.22, y0 + 0.55), P(b, 3.22, y0 + 0.95), P(a, 3.22, y0 + 0.95)],
        hex("#1f6f74"),
      );
      st.poly([P(a, 3.22, y0), P(b, 3.22, y0), P(b, 3.22, y0 + 0.4), P(a, 3.22, y0 + 0.4)], hex("#3c3d48"));
      for (let w = 0; w < 8; w++) {
        const s = a + 0.7 + w * 2.3;
        const door = w % 2 === 1;
        st.poly(
          [
            P(s, 3.24, y0 + (door ? 0.75 : 1.5)),
            P(s + 1.7, 3.24, y0 + (door ? 0.75 : 1.5)),
            P(s + 1.7, 3.24, y0 + 3.1),
            P(s, 3.24, y0 + 3.1),
          ],
          door ? hex("#f7dca4") : hex("#ffefc4"),
        );
        const heads = ((car * 8 + w) * 37) % 5;
        for (let h = 0; h < heads; h++)
          st.line(
            P(s + 0.25 + h * 0.38, 3.25, y0 + 1.5),
            P(s + 0.25 + h * 0.38, 3.25, y0 + 2.2 + (h % 2) * 0.15),
            0.32,
            hex("#b99a70"),
          );
      }
    }
    st.poly([P(-65, 3.2, y0 + 0.2), P(-62, 3.2, y0), P(-62, 3.2, y0 + 3.9), P(-64, 3.2, y0 + 3.6)], hex("#807c8a"));
    st.poly(
      [P(-64.6, 3.22, y0 + 1.5), P(-62.6, 3.22, y0 + 1.5), P(-62.6, 3.22, y0 + 3.1), P(-64.1, 3.22, y0 + 3)],
      hex("#3d4552"),
    );
    for (let s = S1; s > S0; s -= bay) st.line(P(s, 8.8, low + 0.2), P(s, 8.8, low + 1.3), 0.12, hex("#7a7078"));
    truss(9, steel, lit);
    // road deck edge, railing, lamps
    for (let s = S1; s > S0; s -= 96)
      st.poly(
        [P(s, 10, high - 0.4), P(s - 96, 10, high - 0.4), P(s - 96, 10, high + 1.1), P(s, 10, high + 1.1)],
        hex("#5d5865"),
      );
    st.line(P(S0, 10, high + 1.1), P(S1, 10, high + 1.1), 0.18, hex("#d9a78c"), 0.9);
    st.line(P(S0, 10, high + 2.1), P(S1, 10, high + 2.1), 0.12, hex("#494857"), 0.9);
    for (let s = S1; s > S0; s -= 2.4)
      st.line(P(s, 10, high + 1.1), P(s, 10, high + 2.1), 0.08, hex("#494857"), 0.8, 0.4);
    for (let s = S1 - 6; s > S0; s -= 30) {
      st.line(P(s, 9, high + 1), P(s, 9, high + 10), 0.2, hex("#3a3a4a"), 1, 0.8);
      st.line(P(s, 9, high + 10), P(s, 6.8, high + 10.4), 0.2, hex("#3a3a4a"), 1, 0.8);
      st.line(P(s, 7.6, high + 10.2), P(s, 6.4, high + 10.3), 0.5, hex("#ffe9b4"), 1, 1.6);
    }
    for (const [s, c] of [
      [20, "#5b3038"],
      [64, "#33415a"],
      [118, "#8a8a90"],
      [-40, "#7c7d88"],
      [190, "#42424e"],
    ]) {
      st.poly(
        [
          P(s, 8, high + 1),
          P(s + 4.6, 8, high + 1),
          P(s + 4.6, 8, high + 1.9),
          P(s + 3.8, 8, high + 2.5),
          P(s + 1.2, 8, high + 2.5),
          P(s, 8, high + 1.8),
        ],
        hex(c),
      );
    }
    return st.svg();
  };
  const boat = (flip) => {
    const st = new Stage(cam, { haze, density: 900, flip });
    const q = (x, y) => [x, y, 205];
    st.poly([q(62, 0.2), q(97, 0.2), q(101, 2.6), q(59, 2.2)], hex("#272635"));
    st.poly([q(62, 2.2), q(72, 2.2), q(72, 7), q(63.5, 7)], hex("#4b4452"));
    for (let i = 0; i < 3; i++)
      st.poly([q(64.4 + i * 2.4, 4.6), q(66 + i * 2.4, 4.6), q(66 + i * 2.4, 6), q(64.4 + i * 2.4, 6)], hex("#ffdc98"));
    st.line(q(68, 7), q(68, 12), 0.3, hex("#33303c"));
    st.poly([q(75, 2.3), q(94, 2.4), q(90, 4.4), q(79, 4.4)], hex("#3d3540"));
    return st.svg();
  };
  await picture.draw(bridge(false));
  await picture.draw(boat(false), { blur: 0.5 });
  const front = picture.copy();
  const upside = flipped(clear, cam.horizon + 6);
  await upside.draw(bridge(true), { blur: 1.4, opacity: 0.95 });
  await upside.draw(boat(true), { blur: 0.8, opacity: 0.95 });
  water(picture, cam, upside, {
    seed: 161,
    shore: 814,
    deep: hex("#2c3650"),
    calm: 0.9,
    waves: 0.9,
    fresnel: 0.95,
    sparkle: { x: sun.x, width: 210, bias: 0.05, color: hex("#ffdf9c"), strength: 0.85 },
  });
  mist(picture, { seed: 179, y: 822, spread: 26, color: hex("#f3c09a"), opacity: 0.45, scale: 0.004 });
  const mask = await maskOf(W, H, bridge(false) + boat(false));
  picture.paint((x, y, c) => (mask[y * W + x] ? mix(c, front.sample(x, y), mask[y * W + x]) : c), 800);
  await picture.save("tabloid/metro.jpg", {
    seed: 9,
    contrast: 0.26,
    grain: 0.028,
    glow: 0.75,
    glowFrom: 0.72,
    vignette: 0.3,
  });
};

scenes.sail = async () => {
  const W = 1800;
  const H = 1200;
  const picture = new Picture(W, H);
  const cam = { f: 1700, cx: 900, horizon: 640, h: 3.6 };
  const pale = hex("#dcdcd4");
  sky(
    picture,
    cam.horizon,
    [
      [0, hex("#9aa9b0")],
      [0.45, hex("#c2c8c6")],
      [0.8, hex("#e2dfd3")],
      [1, hex("#e9e2d0")],
    ],
    {
      sun: { x: 1330, y: 210, spread: 360, strength: 0.6, color: hex("#fff4da"), radius: 34, disc: hex("#fffdf0") },
      cloud: {
        seed: 512,
        scale: 1.6,
        stretch: 2.5,
        from: 0.45,
        to: 0.8,
        opacity: 0.55,
        dark: hex("#a9b3b4"),
        light: hex("#f3efe2"),
      },
    },
  );
  const rock = fractal(301, 7, 0.5);
  const leaf = fractal(302, 4, 0.62);
  const range = (z0, z1, tall, seed, density, mistTop) =>
    terrain(picture, cam, {
      height: (x, z) =>
        step(z0, z0 * 1.25, z) *
        (rock((x / z0) * 1.5 + seed, (z / z0) * 1.6 + seed) ** 2.6 * tall -
          tall * 0.075 +
          leaf((x * 40) / z0, (z * 40) / z0) * z0 * 0.008),
      color: (x, y, z, sx) =>
        mix(hex("#22382f"), hex("#74806a"), clamp(0.3 + sx * 0.45 + (leaf((x * 70) / z0, (z * 50) / z0) - 0.5) * 0.9)),
      near: z0,
      far: z1,
      grow: 1.0022,
      haze: pale,
      density,
      groundMist: 0.75,
      mistTop,
    });
  range(3600, 6500, 3400, 2.3, 3000, 200);
  mist(picture, { seed: 71, y: 560, spread: 90, color: hex("#e6e3d8"), opacity: 0.55, scale: 0.0022 });
  range(1700, 3000, 1250, 7.7, 1900, 90);
  mist(picture, { seed: 72, y: 610, spread: 50, color: hex("#e6e3d8"), opacity: 0.8, scale: 0.003 });
  range(760, 1300, 460, 13.1, 1150, 22);
  mist(picture, { seed: 73, y: 634, spread: 30, color: hex("#e4e1d6"), opacity: 0.75, scale: 0.004 });
  const still = picture.copy();

  const unit = 54;
  const ox = 690;
  const oy = 850;
  const X = (m) => (ox + m * unit).toFixed(1);
  const Y = (m) => (oy - m * unit).toFixed(1);
  const next = random(88);
  const path = (pts, fill, extra = "") =>
    `<path d="M${pts.map(([a, b]) => `${X(a)} ${Y(b)}`).join("L")}Z" fill="${fill}" ${extra}/>`;
  const line = (pts, stroke, width, extra = "") =>
    `<path d="M${pts.map(([a, b]) => `${X(a)} ${Y(b)}`).join("L")}" stroke="${stroke}" stroke-width="${width}" fill="none" ${extra}/>`;
  const boat = () => {
    const out = [];
    out.push(
      `<linearGradient id="cloth" x1="0" x2="1"><stop offset="0" stop-color="#3f1f1a"/><stop offset=".35" stop-color="#6a3426"/><stop offset=".75" stop-color="#8d4a35"/><stop offset="1" stop-color="#743a2b"/></linearGradient>`,
    );
    out.push(
      `<linearGradient id="cloth2" x1="0" x2="1"><stop offset="0" stop-color="#4c241d"/><stop offset=".5" stop-color="#7d4231"/><stop offset="1" stop-color="#9a5a42"/></linearGradient>`,
    );
    out.push(
      `<linearGradient id="hull" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#8a6a4a"/><stop offset=".35" stop-color="#6a4c34"/><stop offset="1" stop-color="#2c211b"/></linearGradient>`,
    );
    const lug = (mast, foot, peak, fore, aft, fill) => {
      const rows = 7;
      out.push(
        line(
          [
            [mast, 0.8],
            [mast + 0.12, peak + 0.5],
          ],
          "#3a2a20",
          7,
        ),
      );
      const left = (t) => mast - aft * (0.86 + 0.22 * Math.sin(t * 2.4)) + t * 0.35;
      const right = (t) => mast + fore * (1 - t * 0.25) + 0.12 * Math.sin(t * 5);
      const lift = (t) => lerp(foot, peak, t);
      const tilt = (t) => 0.1 + t * 0.95;
      for (let i = 0; i < rows; i++) {
        const a = i / rows;
        const b = (i + 1) / rows;
        const belly = 0.16;
        const lo = [
          [left(a), lift(a)],
          [mast, lift(a) + tilt(a) * 0.3 - belly * 0.3],
          [right(a), lift(a) + tilt(a) * 0.42],
        ];
        const hi = [
          [right(b) + 0.05, lift(b) + tilt(b) * 0.42],
          [mast, lift(b) + tilt(b) * 0.3],
          [left(b), lift(b)],
        ];
        // the leech bulges between two battens
        const bulge = [[left((a + b) / 2) - 0.14, lift((a + b) / 2)]];
        out.push(path([...lo, ...hi, ...bulge], fill));
        out.push(
          path(
            [lo[0], lo[1], lo[2], [lo[2][0], lo[2][1] + 0.22], [lo[1][0], lo[1][1] + 0.2], [lo[0][0], lo[0][1] + 0.16]],
            "#2a0f0b",
            'fill-opacity=".28"',
          ),
        );
        for (let k = 0; k < 5; k++) {
          const u = next();
          const sx = lerp(left(a), right(a), u);
          out.push(
            line(
              [
                [sx, lift(a) + tilt(a) * 0.42 * u],
                [sx + 0.06 * (next() - 0.5), lift(b) + tilt(b) * 0.42 * u],
              ],
              next() > 0.5 ? "#f0a07a" : "#2a0f0b",
              2.4,
              'stroke-opacity=".16"',
            ),
          );
        }
        if (next() > 0.55) {
          const u = lerp(left(a), right(a), 0.2 + next() * 0.5);
          const v = lift(a) + 0.25;
          out.push(
            path(
              [
                [u, v],
                [u + 0.5, v + 0.05],
                [u + 0.52, v + 0.42],
                [u + 0.02, v + 0.4],
              ],
              next() > 0.5 ? "#94533a" : "#542a20",
              'fill-opacity=".55"',
            ),
          );
        }
        out.push(line(lo, "#c9a87a", i ? 2.6 : 5));
        out.push(line([lo[0], [mast - aft - 1.3, 1.3]], "#2c2622", 0.9, 'stroke-opacity=".6"'));
      }
      out.push(
        line(
          [
            [left(1), lift(1)],
            [mast, lift(1) + 0.32],
            [right(1), lift(1) + 0.44],
          ],
          "#4a3626",
          6,
        ),
      );
    };
    // far side of the hull, sails, then the near side
    lug(2.6, 1.75, 6.7, 1.0, 2.25, "url(#cloth2)");
    lug(-1.1, 1.9, 8.9, 1.25, 3.2, "url(#cloth)");
    out.push(
      line(
        [
          [2.72, 7.1],
          [5.9, 1.75],
        ],
        "#2c2622",
        1.2,
        'stroke-opacity=".75"',
      ),
    );
    out.push(
      line(
        [
          [-0.95, 9.3],
          [2.7, 7.2],
        ],
        "#2c2622",
        1,
        'stroke-opacity=".5"',
      ),
    );
    // bamboo mat cabin
    out.push(
      path(
        [
          [-3.9, 0.95],
          [-3.7, 1.75],
          [-3.2, 2.1],
          [-2.3, 2.2],
          [-1.5, 2.02],
          [-1.15, 0.9],
        ],
        "#8c7a58",
      ),
    );
    for (let i = 0; i < 12; i++)
      out.push(
        line(
          [
            [-3.85 + i * 0.23, 0.95],
            [-3.62 + i * 0.205, 1.92 + 0.26 * Math.sin(i / 3.6)],
          ],
          "#4d412e",
          1.4,
          'stroke-opacity=".65"',
        ),
      );
    out.push(
      path(
        [
          [-1.55, 0.9],
          [-1.52, 1.8],
          [-1.3, 1.62],
          [-1.15, 0.9],
        ],
        "#221c18",
      ),
    );
    // the man at the tiller and one amidships
    const man = (x, base, coat, hat) => {
      out.push(
        path(
          [
            [x - 0.16, base],
            [x - 0.2, base + 0.75],
            [x + 0.16, base + 0.75],
            [x + 0.14, base],
          ],
          "#22262c",
        ),
      );
      out.push(
        path(
          [
            [x - 0.25, base + 0.66],
            [x - 0.28, base + 1.28],
            [x - 0.1, base + 1.4],
            [x + 0.14, base + 1.38],
            [x + 0.28, base + 1.2],
            [x + 0.22, base + 0.66],
          ],
          coat,
        ),
      );
      out.push(`<ellipse cx="${X(x + 0.04)}" cy="${Y(base + 1.52)}" rx="5" ry="6.2" fill="#a67d62"/>`);
      if (hat)
        out.push(
          path(
            [
              [x - 0.32, base + 1.55],
              [x + 0.04, base + 1.83],
              [x + 0.4, base + 1.55],
            ],
            "#b59e6c",
          ),
        );
    };
    man(-5.05, 1.0, "#33424e", true);
    out.push(
      line(
        [
          [-4.85, 2.05],
          [-5.5, 1.7],
          [-6.5, 1.3],
        ],
        "#3b2c20",
        4,
      ),
    );
    man(0.6, 0.72, "#5a4a3c", false);
    // hull
    const sheer = [
      [-6.5, 1.5],
      [-5.9, 1.16],
      [-4.5, 0.86],
      [-2, 0.66],
      [1, 0.64],
      [3.2, 0.82],
      [4.8, 1.22],
      [5.9, 1.78],
    ];
    const keel = [
      [5.55, 1.1],
      [4.9, 0.3],
      [4.3, -0.05],
      [-5.2, -0.05],
      [-5.9, 0.4],
    ];
    out.push(path([...sheer, ...keel], "url(#hull)"));
    for (let k = 1; k < 6; k++) {
      const t = k / 6;
      out.push(
        line(
          sheer.map(([a, b], i) => [a * (1 - t * 0.07), lerp(b, i < 2 || i > 5 ? 0.25 : -0.05, t)]),
          "#1c1511",
          1.3,
          'stroke-opacity=".6"',
        ),
      );
    }
    out.push(
      line(sheer, "#c7a27a", 4.5),
      line(
        sheer.map(([a, b]) => [a, b - 0.14]),
        "#241a14",
        2,
      ),
    );
    for (let a = -5.4; a < 5; a += 0.42)
      out.push(
        `<circle cx="${X(a)}" cy="${Y(0.42 + next() * 0.03 + (a > 3 ? (a - 3) * 0.3 : 0))}" r="1.1" fill="#16110e"/>`,
      );
    // the painted eye
    out.push(
      `<ellipse cx="${X(5.02)}" cy="${Y(0.98)}" rx="11" ry="7" transform="rotate(-24 ${X(5.02)} ${Y(0.98)})" fill="#f1ede0"/><circle cx="${X(5.06)}" cy="${Y(1)}" r="4.6" fill="#15110f"/>`,
    );
    out.push(
      path(
        [
          [-6.2, 1.25],
          [-6.5, 0.3],
          [-6.35, -0.1],
          [-5.85, -0.1],
          [-5.75, 0.9],
        ],
        "#2b201a",
      ),
    );
    return out.join("");
  };
  const body = boat();
  const upside = flipped(still, cam.horizon + 4);
  await upside.draw(`<g transform="matrix(1 0 0 -1 0 ${2 * oy})">${body}</g>`, { blur: 1.6, opacity: 0.94 });
  water(picture, cam, upside, {
    seed: 261,
    shore: 645,
    deep: hex("#6f7f7e"),
    calm: 1.5,
    waves: 1.3,
    fresnel: 0.97,
    sparkle: { x: 1330, width: 240, bias: 0, color: hex("#fffaf0"), strength: 0.35 },
  });
  mist(picture, { seed: 75, y: 662, spread: 34, color: hex("#e6e3d8"), opacity: 0.85, scale: 0.002, stretch: 6 });
  await picture.draw(body);
  // bow wave and wake
  const foam = [];
  for (let i = 0; i < 130; i++) {
    const a = -12 + 17 * next();
    const spread = a < -5 ? (-5 - a) * 0.12 : 0.04;
    foam.push(
      `<ellipse cx="${X(a)}" cy="${(oy + 2 + (next() - 0.3) * 26 * spread * 6).toFixed(1)}" rx="${(8 + next() * 34).toFixed(1)}" ry="${(0.7 + next() * 1.5).toFixed(1)}" fill="#f4f2ea" fill-opacity="${(0.12 + next() * 0.3).toFixed(2)}"/>`,
    );
  }
  await picture.draw(foam.join(""), { blur: 0.8 });
  mist(picture, { seed: 76, y: 780, spread: 60, color: hex("#e3e1d8"), opacity: 0.26, scale: 0.002, stretch: 5 });
  // gulls, then reeds out of focus in front
  const birds = [
    [1180, 330, 15],
    [1236, 300, 12],
    [1262, 352, 10],
    [1100, 388, 9],
    [1320, 396, 8],
  ].map(
    ([x, y, k]) =>
      `<path d="M${x - k} ${y - k * 0.3}q${k * 0.6} ${-k * 0.3} ${k} ${k * 0.35}q${k * 0.5} ${-k * 0.6} ${k * 1.1} ${-k * 0.45}" stroke="#4b5355" stroke-width="${k / 5}" fill="none"/>`,
  );
  await picture.draw(birds.join(""), { blur: 0.6 });
  const reeds = [];
  for (let i = 0; i < 120; i++) {
    const x = 1810 - next() ** 1.7 * 560;
    const tall = 120 + next() * 300 * (0.4 + (x - 1250) / 620);
    const lean = -30 - next() * 80;
    const shade = mix(hex("#1f2620"), hex("#6d6850"), next() * 0.8);
    reeds.push(
      `<path d="M${x.toFixed(0)} 1215q${(lean * 0.1).toFixed(0)} ${(-tall * 0.6).toFixed(0)} ${lean.toFixed(0)} ${(-tall).toFixed(0)}" stroke="${css(shade)}" stroke-width="${(2.5 + next() * 4).toFixed(1)}" fill="none" stroke-linecap="round"/>`,
    );
    if (next() > 0.62)
      reeds.push(
        `<path d="M${(x + lean).toFixed(0)} ${(1215 - tall).toFixed(0)}q-26 -6 -44 22q20 -8 40 -6z" fill="${css(mix(hex("#7c705c"), hex("#c0b395"), next()))}"/>`,
      );
  }
  await picture.draw(reeds.join(""), { blur: 2.6 });
  await picture.save("feature/sail.jpg", {
    seed: 21,
    contrast: 0.34,
    grain: 0.028,
    glow: 0.3,
    glowFrom: 0.84,
    vignette: 0.26,
    tint: [1, 0.99, 0.965],
  });
};

scenes.summit = async () => {
  const W = 1600;
  const H = 1200;
  const picture = new Picture(W, H);
  const cam = { f: 1400, cx: 800, horizon: 610, h: 330 };
  const stops = [
    [0, hex("#0b1430")],
    [0.4, hex("#1d2f57")],
    [0.7, hex("#4d5580")],
    [0.88, hex("#a5758a")],
    [1, hex("#f0a878")],
  ];
  sky(picture, cam.horizon, stops, {
    sun: { x: 420, y: 640, spread: 420, strength: 0.6, color: hex("#ffc890") },
    cloud: {
      seed: 702,
      scale: 3,
      stretch: 1.4,
      from: 0.55,
      to: 0.75,
      opacity: 0.35,
      dark: hex("#2e3558"),
      light: hex("#b57f92"),
    },
  });
  const next = random(404);
  const milky = fractal(703, 5, 0.55);
  picture.paint(
    (x, y, c) => {
      const d = (x - 1020 - (y - 200) * -0.9) / 190;
      const band = Math.exp(-d * d) * milky(x * 0.006, y * 0.006) * (1 - y / 480) * 0.3;
      return y < 480 ? [c[0] + band * 0.8, c[1] + band * 0.85, c[2] + band] : c;
    },
    0,
    480,
  );
  const stars = [];
  for (let i = 0; i < 900; i++) {
    const y = next() ** 1.5 * 470;
    const bright = next() ** 7;
    stars.push(
      `<circle cx="${(next() * W).toFixed(1)}" cy="${y.toFixed(1)}" r="${(0.7 + bright * 2).toFixed(2)}" fill="${next() > 0.75 ? "#ffe7c8" : "#dfe9ff"}" fill-opacity="${((0.25 + bright * 0.75 + next() * 0.25) * (1 - y / 540)).toFixed(2)}"/>`,
    );
  }
  await picture.draw(stars.join(""), { blur: 0.5 });
  // cloud sea, peaks standing out of it
  const puff = fractal(711, 6, 0.46);
  const swell = fractal(712, 3, 0.5);
  const crag = fractal(713, 7, 0.5);
  const cloudTop = (x, z) =>
    40 + swell(x * 0.0007, z * 0.0006) * 150 + Math.abs(puff(x * 0.0034, z * 0.003) * 2 - 1) ** 0.7 * 150;
  const peak = (x, z) =>
    step(2400, 5600, z) * (crag(x * 0.00034 + 21.4, z * 0.0003 + 3.2) ** 2.6 * 1500 + crag(x * 0.004, z * 0.004) * 90) -
    60;
  terrain(picture, cam, {
    height: (x, z) => Math.max(cloudTop(x, z), peak(x, z)),
    color: (x, y, z, sx, sz) => {
      if (peak(x, z) > cloudTop(x, z))
        return mix(hex("#151b33"), hex("#4a4560"), clamp(0.25 + sx * 0.35 + (crag(x * 0.03, z * 0.03) - 0.5)));
      const light = clamp(0.4 + sx * 0.55 - sz * 0.3 + (y - 120) / 260);
      const warm = clamp(0.25 + z / 9000 - x / 5200);
      return mix(
        mix(hex("#2f3a63"), hex("#6f7fa8"), light),
        mix(hex("#7b5c7c"), hex("#ffc79c"), light),
        clamp(warm * light * 1.5),
      );
    },
    near: 260,
    far: 16000,
    grow: 1.0035,
    haze: (x) => mix(hex("#b57f8c"), hex("#f5b283"), Math.exp(-Math.abs(x - 420) / 520)),
    density: 9500,
  });
  const softer = await picture.blurred(2.2);
  picture.paint((x, y) => softer.sample(x, y), 640);
  // the summit itself
  const rough = fractal(721, 8, 0.52);
  const rime = fractal(722, 4, 0.6);
  const crest = (x) => {
    const d = x - 1010;
    const base = 742 + Math.abs(d) ** 1.28 * (d < 0 ? 0.052 : 0.07);
    const flat = step(430, 170, Math.abs(d + 30));
    return lerp(
      base + (rough(x * 0.006, 1.5) - 0.5) * 170 * step(60, 420, Math.abs(d)) + (rough(x * 0.03, 7) - 0.5) * 26,
      742 + (rough(x * 0.03, 7) - 0.5) * 7,
      flat * 0.97,
    );
  };
  picture.paint((x, y, c) => {
    const top = crest(x);
    if (y < top - 1) return c;
    const depth = y - top;
    // ribs of rock fall away from the crest
    const fall = rough(x * 0.008 + depth * 0.0016 * (x < 1010 ? 1 : -1), depth * 0.0042);
    const e = rough((x + 5) * 0.008 + depth * 0.0016 * (x < 1010 ? 1 : -1), (depth + 3) * 0.0042);
    const slope = (fall - e) * 16;
    const fine = rough(x * 0.035, y * 0.03) - 0.5;
    const snow = step(
      0.46,
      0.6,
      rime(x * 0.012, y * 0.02) + fine * 0.5 + Math.exp(-depth / 30) * 0.3 - depth * 0.00022,
    );
    const stone = mix(hex("#0d1224"), hex("#3d3c54"), clamp(0.34 + slope * 0.7 + fine * 0.9));
    const white = mix(hex("#39456c"), hex("#b4a6b8"), clamp(0.42 + slope * 0.85 + fine * 0.5));
    let out = mix(stone, white, snow * 0.85);
    // lamplight from the windows on the ground before the house
    const lamp = Math.exp(-(((x - 1050) / 130) ** 2) - ((depth - 20) / 42) ** 2);
    out = mix(out, hex("#ffbe72"), clamp(lamp * 0.42 * (0.5 + snow * 0.6)));
    const fog = step(250, 470, depth + (rime(x * 0.004, y * 0.006) - 0.5) * 320) * 0.85;
    return mix(c, mix(out, hex("#5b6590"), fog), clamp(y - top + 1));
  });
  const g = 742;
  const o = [];
  const rect = (x, y, w, h, fill, extra = "") =>
    o.push(`<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${extra}/>`);
  const stroke = (d, width, color, extra = "") =>
    o.push(`<path d="${d}" stroke="${color}" stroke-width="${width}" fill="none" ${extra}/>`);
  // house: two volumes, white walls in dusk, flat roofs with rime
  o.push(
    '<linearGradient id="wall" x1="0" x2="1"><stop offset="0" stop-color="#a997a6"/><stop offset="1" stop-color="#55587a"/></linearGradient><linearGradient id="pane" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#ffe9b0"/><stop offset="1" stop-color="#ffb45e"/></linearGradient>',
  );
  rect(964, g - 62, 150, 70, "url(#wall)");
  rect(1114, g - 44, 62, 52, "#3c4163");
  rect(1050, g - 98, 46, 40, "#4b4f72");
  o.push(
    `<path d="M958 ${g - 66}h162v9h-162z" fill="#cfc6d2"/><path d="M1110 ${g - 49}h70v7h-70z" fill="#8e8ba6"/><path d="M1044 ${g - 104}h58v8h-58z" fill="#b9b1c4"/>`,
  );
  for (const [x, w] of [
    [980, 20],
    [1010, 20],
    [1076, 20],
  ]) {
    rect(x - 2, g - 46, w + 4, 30, "#343650");
    rect(x, g - 44, w, 26, "url(#pane)");
    stroke(`M${x + w / 2} ${g - 44}v26M${x} ${g - 32}h${w}`, 1.6, "#5d4a44");
  }
  rect(1042, g - 44, 20, 50, "#2d3048");
  rect(1046, g - 40, 12, 16, "#ffcf86");
  rect(1130, g - 32, 12, 16, "#ffd696");
  rect(1062, g - 88, 20, 14, "#ffdca0");
  // dome, mast, wind tower with rime, fenced instruments
  o.push(
    `<path d="M1136 ${g - 49}a19 19 0 0 1 38 0z" fill="#8d8aa8"/><path d="M1136 ${g - 49}a19 19 0 0 1 16 -18.5v18.5z" fill="#d5c3c4"/>`,
  );
  const tx = 862;
  const th = 262;
  stroke(`M${tx - 15} ${g + 6}L${tx - 5} ${g - th}M${tx + 15} ${g + 6}L${tx + 5} ${g - th}`, 3, "#39405f");
  stroke(`M${tx - 15} ${g + 6}L${tx - 5} ${g - th}`, 1.2, "#dcb3a2");
  for (let i = 0; i < 15; i++) {
    const a = i / 15;
    const b = (i + 1) / 15;
    const w = (t) => lerp(15, 5, t);
    const y = (t) => lerp(g + 6, g - th, t);
    stroke(
      `M${tx - w(a)} ${y(a)}L${tx + w(b)} ${y(b)}M${tx + w(a)} ${y(a)}L${tx - w(b)} ${y(b)}M${tx - w(b)} ${y(b)}H${tx + w(b)}`,
      1.5,
      "#4a5172",
    );
  }
  stroke(`M${tx} ${g - th}v-34M${tx - 32} ${g - th - 4}h64M${tx - 26} ${g - th + 70}h52`, 2.4, "#4a5172");
  o.push(
    `<g fill="#c9bfcf"><circle cx="${tx - 32}" cy="${g - th - 12}" r="4.5"/><circle cx="${tx - 22}" cy="${g - th - 12}" r="4"/><circle cx="${tx - 27}" cy="${g - th - 17}" r="4"/><path d="M${tx + 20} ${g - th - 12}l26 -3v8z"/></g><circle cx="${tx}" cy="${g - th - 36}" r="3.2" fill="#ff5a4a"/>`,
  );
  stroke(
    `M${tx} ${g - th + 10}L${tx - 150} ${g + 22}M${tx} ${g - th + 10}L${tx + 108} ${g + 4}`,
    0.9,
    "#6d7192",
    'stroke-opacity=".8"',
  );
  for (let i = 0; i < 9; i++) stroke(`M${734 + i * 12} ${g + 24 - i}v-24`, 2, "#7f7f9c");
  stroke(`M728 ${g + 8}L838 ${g}M728 ${g + 17}L838 ${g + 9}`, 1.3, "#7f7f9c");
  rect(762, g - 28, 26, 24, "#c2b6c4");
  for (let i = 0; i < 5; i++) stroke(`M762 ${g - 24 + i * 4.6}h26`, 1.1, "#6f6d8a");
  stroke(`M766 ${g - 4}v24M784 ${g - 4}v22M757 ${g - 29}L775 ${g - 38}L793 ${g - 29}z`, 2.4, "#8e86a0");
  // someone on the way to read the instruments, torch in hand
  o.push(
    `<path d="M905 ${g + 9}l3 -19l-2 -17q7 -8 14 0l1 18l3 18h-5l-3 -15l-5 15z" fill="#171a2c"/><circle cx="913" cy="${g - 33}" r="5.4" fill="#241f2c"/><circle cx="900" cy="${g - 12}" r="2.6" fill="#fff3cf"/><path d="M900 ${g - 12}L846 ${g + 14}L862 ${g + 24}z" fill="#ffe2a6" fill-opacity=".3"/>`,
  );
  await picture.draw(o.join(""), { blur: 0.55 });
  const glow = [
    [990, g - 31, 46],
    [1020, g - 31, 46],
    [1086, g - 31, 46],
    [1136, g - 24, 30],
    [1072, g - 81, 30],
    [1052, g - 30, 36],
    [tx, g - th - 36, 16],
  ].map(
    ([x, y, rr], i) =>
      `<radialGradient id="h${i}"><stop offset="0" stop-color="${i === 6 ? "#ff6a50" : "#ffb866"}" stop-opacity=".55"/><stop offset="1" stop-color="#ff9a40" stop-opacity="0"/></radialGradient><circle cx="${x}" cy="${y}" r="${rr}" fill="url(#h${i})"/>`,
  );
  await picture.draw(glow.join(""), { add: true, opacity: 0.8 });
  await picture.save("feature/summit.jpg", {
    seed: 33,
    contrast: 0.22,
    grain: 0.034,
    glow: 0.5,
    glowFrom: 0.7,
    vignette: 0.32,
  });
};

scenes.dock = async () => {
  const W = 1600;
  const H = 1200;
  const picture = new Picture(W, H);
  const cam = { f: 1120, cx: 640, horizon: 520, h: 2.7 };
  const next = random(1908);
  const end = 25;
  const door = { x0: -2.9, x1: 3.1, y: 4.3 };
  // outside, seen through the door: bright river and hill
  const far = fractal(801, 5);
  picture.paint((x, y) => {
    const ridge = 515 - far(x * 0.006, 2) * 60;
    const t = clamp((y - 380) / 260);
    let c = mix(hex("#fff3d2"), hex("#ffdf9e"), t);
    if (y > ridge) c = mix(hex("#d9b988"), hex("#fbe3b4"), clamp((y - ridge) / 60));
    if (y > 572) c = mix(hex("#fff0c4"), hex("#e9c48a"), clamp((y - 572) / 60 + (far(x * 0.02, y * 0.2) - 0.5) * 1.2));
    return c;
  });
  const lightAt = (x, y, z) => {
    const d = Math.hypot(x * 0.75, (y - 1.6) * 0.9, end + 0.5 - z);
    const left = Math.max(0, 1 - (x + 6) / 13) * 0.16;
    return 0.34 + left - y * 0.014 + 1.25 / (1 + (d / 5.5) ** 2);
  };
  const wood = hex("#8a6138");
  const warm = (c, l) => c.map((v, k) => v * l * [1.08, 0.94, 0.78][k] + [0.012, 0.012, 0.018][k]);
  const stage = new Stage(cam);
  const shaded = (pts, c, gain = 1) => {
    const m = [0, 1, 2].map((k) => pts.reduce((a, q) => a + q[k], 0) / pts.length);
    stage.poly(pts, warm(c, lightAt(...m) * gain));
  };
  const beam = (a, b, w, c, gain = 1, rim = 0) => {
    const parts = Math.max(1, Math.round(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 1.2));
    for (let i = 0; i < parts; i++) {
      const q = (t) => a.map((v, k) => lerp(v, b[k], t));
      const m = q((i + 0.5) / parts);
      stage.line(q(i / parts), q(Math.min(1, (i + 1.06) / parts)), w, warm(c, lightAt(...m) * gain));
      if (rim)
        stage.line(
          q(i / parts).map((v, k) => v + (k === 0 ? rim * w * 0.36 : 0)),
          q((i + 1) / parts).map((v, k) => v + (k === 0 ? rim * w * 0.36 : 0)),
          w * 0.16,
          warm(hex("#ffd79a"), lightAt(...m) * 1.5),
        );
    }
  };
  // gable wall about the door, boards upright
  const roof = (x) => 7.6 - Math.abs(x) * 0.5;
  for (let x = -6.2; x < 6.2; x += 0.3) {
    const shade = mix(wood, hex("#4a3622"), next());
    const inDoor = x + 0.3 > door.x0 && x < door.x1;
    stage.poly(
      [
        [x, inDoor ? door.y : 0, end],
        [x + 0.285, inDoor ? door.y : 0, end],
        [x + 0.285, roof(x), end],
        [x, roof(x), end],
      ],
      warm(shade, 0.2 + next() * 0.05),
    );
    if (next() > 0.6)
      stage.line([x, inDoor ? door.y : 0.2, end - 0.01], [x, roof(x) - 0.3, end - 0.01], 0.02, hex("#ffe3ab"), 0.75, 1);
  }
  for (const x of [door.x0, door.x1]) stage.line([x, 0, end - 0.05], [x, door.y, end - 0.05], 0.3, warm(wood, 0.5));
  stage.line([door.x0, door.y, end - 0.05], [door.x1, door.y, end - 0.05], 0.36, warm(wood, 0.36));
  // one leaf of the door, swung inward
  for (let i = 0; i < 8; i++)
    shaded(
      [
        [door.x0 - i * 0.03, 0, end - 0.1 - i * 0.34],
        [door.x0 - (i + 1) * 0.03, 0, end - 0.1 - (i + 0.93) * 0.34],
        [door.x0 - (i + 1) * 0.03, 4.1, end - 0.1 - (i + 0.93) * 0.34],
        [door.x0 - i * 0.03, 4.1, end - 0.1 - i * 0.34],
      ],
      mix(wood, hex("#5a4228"), next()),
      0.8,
    );
  // side walls, boards lying, light between them on the left
  for (const side of [-1, 1]) {
    for (let z = end; z > 1.2; z -= 1.25) {
      for (let y = 0; y < 4.6; y += 0.3) {
        const c = mix(hex("#7d5630"), hex("#3f2c1a"), next());
        shaded(
          [
            [side * 6.2, y, z],
            [side * 6.2, y, z - 1.25],
            [side * 6.2, y + 0.3, z - 1.25],
            [side * 6.2, y + 0.3, z],
          ],
          c,
          0.62,
        );
        if (side < 0 && next() > 0.72)
          stage.line(
            [-6.19, y, z],
            [-6.19, y, z - 0.4 - next() * 0.85],
            0.018,
            hex("#ffdca0"),
            0.35 + next() * 0.5,
            0.8,
          );
      }
    }
  }
  // roof: boards, then rafters and ties
  for (const side of [-1, 1]) {
    for (let z = end; z > 0.8; z -= 1) {
      for (let k = 0; k < 10; k++) {
        const a = (side * 6.4 * k) / 10;
        const b = (side * 6.4 * (k + 1)) / 10;
        shaded(
          [
            [a, roof(a), z],
            [b, roof(b), z],
            [b, roof(b), z - 1],
            [a, roof(a), z - 1],
          ],
          mix(hex("#5b4027"), hex("#2e2115"), next()),
          0.5,
        );
        if (side > 0 && next() > 0.965)
          stage.poly(
            [
              [a, roof(a) - 0.02, z - 0.2],
              [lerp(a, b, 0.5), roof(lerp(a, b, 0.5)) - 0.02, z - 0.2],
              [lerp(a, b, 0.5), roof(lerp(a, b, 0.5)) - 0.02, z - 0.6],
              [a, roof(a) - 0.02, z - 0.6],
            ],
            hex("#d9e0e4"),
          );
      }
    }
  }
  for (let z = end - 1; z > 1.5; z -= 3.2) {
    for (const side of [-1, 1]) {
      beam([side * 5.7, 0, z], [side * 5.7, 4.75, z], 0.3, wood, 0.75, -side);
      beam([side * 5.9, 4.6, z], [0, 7.5, z], 0.26, wood, 0.6);
      beam([side * 5.7, 3.2, z], [side * 3.9, 4.75, z], 0.2, wood, 0.7);
    }
    beam([-6, 4.75, z], [6, 4.75, z], 0.32, wood, 0.62);
    beam([0, 4.75, z], [0, 7.4, z], 0.22, wood, 0.6);
  }
  await picture.draw(stage.svg(), { blur: 0.5 });
  // floor: beaten earth, wet light running in from the door
  const earth = fractal(811, 6, 0.55);
  picture.paint((x, y, c) => {
    const z = (cam.h * cam.f) / Math.max(1, y - cam.horizon);
    if (z > end) return c;
    const wx = ((x - cam.cx) / cam.f) * z;
    if (Math.abs(wx) > 6.2) return c;
    const n = earth(wx * 1.4, z * 1.4);
    const fine = earth(wx * 9, z * 9) - 0.5;
    const streak =
      Math.exp(-(((wx - 0.1) / (2.6 + (end - z) * 0.12)) ** 2)) * (0.12 + 0.95 * Math.exp(-(end - z) / 6.5));
    const l = lightAt(wx, 0, z) * 0.85 + streak * (0.55 + n * 0.5);
    return warm(mix(hex("#4e3b28"), hex("#a8845a"), clamp(n + fine * 0.8)), l);
  }, cam.horizon + 10);
  // shavings
  const curls = [];
  for (let i = 0; i < 2600; i++) {
    const z = 2 + next() ** 1.5 * 18;
    const x = (next() - 0.5) * 11.6;
    const heap = Math.exp(-(((x + 3.6) / 1.3) ** 2)) + Math.exp(-(((x - 3.4) / 1.5) ** 2));
    if (next() > 0.25 + heap * 0.8) continue;
    const [px, py] = stage.at([x, 0.02 + heap * next() * 0.16, z]);
    const k = Math.min(13, (cam.f / z) * (0.025 + next() * 0.05));
    const c = warm(mix(hex("#c99a62"), hex("#f6d7a0"), next()), lightAt(x, 0, z) * (0.75 + next() * 0.7));
    curls.push(
      `<path d="M${px.toFixed(1)} ${py.toFixed(1)}q${(k * (next() - 0.2) * 2).toFixed(1)} ${(-k * (0.5 + next())).toFixed(1)} ${(k * 1.5).toFixed(1)} ${(k * (next() - 0.5)).toFixed(1)}" stroke="${css(c)}" stroke-width="${(k * 0.36 + 0.5).toFixed(1)}" fill="none"/>`,
    );
  }
  await picture.draw(curls.join(""), { blur: 0.5 });

  // the boat: keel, ribs, first planks; bow toward us, slightly to the left
  const boat = new Stage(cam);
  const z0 = 6.6;
  const z1 = 18.4;
  const mid = (z) => lerp(2.0, 1.5, (z - z0) / (z1 - z0));
  const full = (z) => {
    const t = (z - z0) / (z1 - z0);
    return Math.sin(Math.PI * clamp(0.06 + t * 0.86)) ** 0.6;
  };
  const keelY = (z) => {
    const t = (z - z0) / (z1 - z0);
    return 0.55 + 0.95 * step(0.34, 0, t) ** 1.6 + 0.5 * step(0.74, 1, t) ** 1.4;
  };
  const sheerY = (z) => {
    const t = (z - z0) / (z1 - z0);
    return 1.95 + 1.05 * step(0.42, 0, t) ** 1.3 + 0.5 * step(0.66, 1, t) ** 1.4;
  };
  // u: 0 at the keel, 1 at the gunwale
  const skin = (z, u, side) => {
    const b = 1.62 * full(z) + 0.05;
    const flare = 1 - (1 - u) ** 2.6;
    return [mid(z) + side * b * flare * (0.9 + 0.1 * u), lerp(keelY(z), sheerY(z), u ** 1.5), z];
  };
  const put = (a, b, w, c, gain) =>
    boat.line(a, b, w, warm(c, Math.min(1.5, lightAt((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2) * gain)));
  const shadow = [];
  for (let i = 0; i <= 24; i++)
    shadow.push([
      ...boat.at([
        mid(lerp(z0 - 0.4, z1, i / 24)) - 1.9 * full(lerp(z0, z1, i / 24)) - 0.2,
        0,
        lerp(z0 - 0.8, z1, i / 24),
      ]),
    ]);
  for (let i = 24; i >= 0; i--)
    shadow.push([
      ...boat.at([
        mid(lerp(z0 - 0.4, z1, i / 24)) + 1.9 * full(lerp(z0, z1, i / 24)) + 0.2,
        0,
        lerp(z0 - 0.8, z1, i / 24),
      ]),
    ]);
  await picture.draw(
    `<path d="M${shadow.map((q) => q.map((v) => v.toFixed(1)).join(" ")).join("L")}Z" fill="#0a0705" fill-opacity=".62"/>`,
    { blur: 16 },
  );
  // trestles
  for (const z of [16.8, 14.2, 11.6, 9.4]) {
    boat.box(
      [
        [mid(z) - 1.5, z - 0.16],
        [mid(z) + 1.5, z - 0.16],
        [mid(z) + 1.5, z + 0.16],
        [mid(z) - 1.5, z + 0.16],
      ],
      0.3,
      0.56,
      { side: warm(hex("#6b4a2c"), lightAt(0, 0.4, z) * 0.9), top: warm(hex("#a5773f"), lightAt(0, 0.4, z) * 1.4) },
    );
    for (const dx of [-1.3, 1.3]) put([mid(z) + dx, 0, z], [mid(z) + dx * 0.86, 0.45, z], 0.2, hex("#5c4027"), 0.8);
  }
  const fresh = hex("#c08a4e");
  const ribs = [];
  for (let z = z1 - 0.3; z > z0 + 0.3; z -= 0.56) ribs.push(z);
  const planked = (z, side) => (side < 0 ? 0.62 : 0.5) - 0.03 * Math.sin(z);
  ribs.forEach((z, n) => {
    for (const side of [-1, 1]) {
      for (let k = 0; k < 12; k++)
        put(skin(z, k / 12, side), skin(z, (k + 1.08) / 12, side), 0.15, fresh, side < 0 ? 1.05 : 0.95);
      for (let k = 2; k < 12; k++) {
        const a = skin(z, k / 12, side);
        const b = skin(z, (k + 1) / 12, side);
        const off = -side * 0.045;
        put([a[0] + off, a[1], z + 0.05], [b[0] + off, b[1], z + 0.05], 0.028, hex("#ffe2ac"), 1.35);
      }
    }
    // planks between this rib and the next nearer one
    if (n === ribs.length - 1) return;
    const zb = ribs[n + 1];
    for (const side of [-1, 1]) {
      const rows = 6;
      for (let i = 0; i < rows; i++) {
        const ua = (planked(z, side) * i) / rows;
        const ub = (planked(z, side) * (i + 0.95)) / rows;
        const grainy = mix(
          hex("#b98752"),
          hex("#7c5630"),
          ((i * 7 + Math.floor(n / 5) * 3 + (side > 0 ? 2 : 0)) % 6) / 6,
        );
        const l = lightAt(mid(z) + side, 1, z);
        boat.poly(
          [skin(z, ua, side), skin(zb, ua, side), skin(zb, ub, side), skin(z, ub, side)],
          warm(grainy, l * (side < 0 ? 0.42 + (0.6 * ua) / 0.6 : 0.5)),
        );
      }
    }
  });
  for (const side of [-1, 1]) {
    for (let n = 0; n < ribs.length - 1; n++) {
      const a = skin(ribs[n], 1, side);
      const b = skin(ribs[n + 1], 1, side);
      put(a, b, 0.17, fresh, 1.15);
      put([a[0], a[1] + 0.085, a[2]], [b[0], b[1] + 0.085, b[2]], 0.045, hex("#ffe6b4"), 1.5);
      put(skin(ribs[n], 0.8, side), skin(ribs[n + 1], 0.8, side), 0.08, fresh, 1);
    }
  }
  // cross beams, then the stem post at the near end
  for (const z of [16, 13.6, 11]) put(skin(z, 0.97, -1), skin(z, 0.97, 1), 0.16, hex("#a9763f"), 0.75);
  for (let k = 0; k < 10; k++) {
    const y = (t) => lerp(0.62, 3.25, t);
    const zz = (t) => lerp(z0 + 2.4, z0 - 0.35, t ** 0.6);
    put([mid(z0), y(k / 10), zz(k / 10)], [mid(z0), y((k + 1.05) / 10), zz((k + 1) / 10)], 0.26, hex("#a9763f"), 1.05);
    put(
      [mid(z0) + 0.12, y(k / 10), zz(k / 10)],
      [mid(z0) + 0.12, y((k + 1.05) / 10), zz((k + 1) / 10)],
      0.03,
      hex("#ffe2ac"),
      1.3,
    );
  }
  await picture.draw(boat.svg(), { blur: 0.45 });

  // people: the old master, a hand on the hull; an apprentice further off, against the light
  const figures = new Stage(cam);
  const body = (x, z, tall, reach, coat) => {
    const l = lightAt(x, 1, z);
    const [fx, fy] = figures.at([x, 0, z]);
    const u = (cam.f / z) * tall;
    const q = (a, b) => `${(fx + a * u).toFixed(1)} ${(fy - b * u).toFixed(1)}`;
    const dark = css(warm(coat, l * 0.85));
    const leg = css(warm(hex("#2e2a2a"), l * 0.8));
    const skinTone = css(warm(hex("#b98562"), l * 0.95));
    const edge = css(warm(hex("#ffd598"), Math.min(1.3, l * 2.4)));
    const dirn = Math.sign(reach);
    return `<path d="M${q(-0.1, 0)}L${q(-0.11, 0.28)}L${q(-0.1, 0.5)}L${q(0.1, 0.5)}L${q(0.1, 0.26)}L${q(0.11, 0)}L${q(0.02, 0)}L${q(0.01, 0.36)}L${q(-0.02, 0)}Z" fill="${leg}"/>
<path d="M${q(-0.12, 0.45)}L${q(-0.15, 0.74)}Q${q(-0.14, 0.83)} ${q(-0.04, 0.85)}L${q(0.05, 0.85)}Q${q(0.14, 0.82)} ${q(0.14, 0.73)}L${q(0.12, 0.45)}Z" fill="${dark}"/>
<path d="M${q(dirn * 0.08, 0.79)}Q${q(dirn * 0.2, 0.66)} ${q(reach, 0.66)}" stroke="${dark}" stroke-width="${(u * 0.075).toFixed(1)}" fill="none" stroke-linecap="round"/>
<circle cx="${(fx + reach * u).toFixed(1)}" cy="${(fy - 0.66 * u).toFixed(1)}" r="${(u * 0.032).toFixed(1)}" fill="${skinTone}"/>
<path d="M${q(-dirn * 0.12, 0.78)}Q${q(-dirn * 0.18, 0.62)} ${q(-dirn * 0.13, 0.46)}" stroke="${dark}" stroke-width="${(u * 0.07).toFixed(1)}" fill="none" stroke-linecap="round"/>
<ellipse cx="${fx.toFixed(1)}" cy="${(fy - 0.925 * u).toFixed(1)}" rx="${(u * 0.058).toFixed(1)}" ry="${(u * 0.075).toFixed(1)}" fill="${skinTone}"/>
<path d="M${q(-0.062, 0.93)}Q${q(-0.05, 1.01)} ${q(0, 1.01)}Q${q(0.06, 1.01)} ${q(0.062, 0.93)}Q${q(0, 0.97)} ${q(-0.062, 0.93)}Z" fill="${css(warm(hex("#cfc6b8"), l))}"/>
<path d="M${q(-dirn * 0.15, 0.48)}L${q(-dirn * 0.155, 0.74)}Q${q(-dirn * 0.14, 0.83)} ${q(-dirn * 0.05, 0.85)}" stroke="${edge}" stroke-width="${Math.max(1.2, u * 0.012).toFixed(1)}" fill="none" stroke-opacity=".85"/>`;
  };
  await picture.draw(body(-0.75, 10.6, 1.68, 0.4, hex("#4d6a86")), { blur: 0.6 });
  await picture.draw(body(-3.3, 15.4, 1.74, -0.24, hex("#6a5a4a")), { blur: 0.6 });
  // bench on the left with planks leaning behind it, tools on the right post
  const bench = new Stage(cam);
  const lit = (c, x, y, z, k = 1) => warm(c, lightAt(x, y, z) * k);
  for (let i = 0; i < 7; i++) {
    const z = 7.4 + i * 0.34;
    bench.poly(
      [
        [-5.4, 0, z],
        [-5.1, 0, z + 0.1],
        [-5.9, 3.6 + (i % 3) * 0.5, z + 0.5],
        [-6.1, 3.6 + (i % 3) * 0.5, z + 0.3],
      ],
      lit(mix(hex("#b5824a"), hex("#6c4a2a"), ((i * 3) % 7) / 7), -5, 1.5, z, 0.95),
    );
  }
  bench.box(
    [
      [-4.9, 4.4],
      [-3.3, 4.4],
      [-3.3, 6.6],
      [-4.9, 6.6],
    ],
    0.72,
    0.86,
    { side: lit(hex("#7a5430"), -4, 0.8, 5.4, 1.1), top: lit(hex("#c0905a"), -4, 0.9, 5.4, 1.6) },
  );
  for (const [x, z] of [
    [-4.7, 6.4],
    [-3.5, 6.4],
    [-4.7, 4.6],
    [-3.5, 4.6],
  ])
    bench.line([x, 0, z], [x, 0.74, z], 0.13, lit(hex("#6b4a2c"), x, 0.4, z, 0.9));
  bench.box(
    [
      [-4.3, 5.2],
      [-3.9, 5.2],
      [-3.9, 5.35],
      [-4.3, 5.35],
    ],
    0.86,
    0.98,
    { side: lit(hex("#8a5f34"), -4, 0.9, 5.2, 1.3), top: lit(hex("#dcae70"), -4, 1, 5.2, 1.8) },
  );
  bench.line([-4.5, 0.89, 5.9], [-3.7, 0.89, 6.2], 0.05, lit(hex("#c9c4ba"), -4, 1, 6, 2.4));
  bench.line([-4.6, 0.89, 4.9], [-4.2, 0.89, 4.75], 0.06, lit(hex("#8c5c34"), -4, 1, 5, 2));
  for (let i = 0; i < 11; i++) {
    const z = 6 + i * 0.27;
    const drop = 0.25 + ((i * 5) % 4) * 0.08;
    bench.line([6.1, 2.35, z], [6.1, 2.35 - drop, z], 0.05, lit(hex("#c8b088"), 5.9, 2.2, z, 1.7));
    bench.line([6.1, 2.35 - drop, z], [6.1, 2.2 - drop, z], 0.075, lit(hex("#d9d6cf"), 5.9, 2.2, z, 2.6));
  }
  bench.line([6.12, 2.37, 5.8], [6.12, 2.37, 9], 0.07, lit(hex("#7a5430"), 6, 2.3, 7, 1.4));
  for (const [x, z, rr] of [
    [4.3, 6.1, 0.23],
    [4.75, 6.6, 0.2],
  ]) {
    const [bx, by] = bench.at([x, 0, z]);
    const k = cam.f / z;
    bench.out.push(
      `<path d="M${bx - rr * k} ${by - 0.42 * k}L${bx - rr * 0.78 * k} ${by}H${bx + rr * 0.78 * k}L${bx + rr * k} ${by - 0.42 * k}Z" fill="${css(lit(hex("#6e4b2b"), x, 0.3, z, 1.2))}"/><ellipse cx="${bx}" cy="${by - 0.42 * k}" rx="${rr * k}" ry="${rr * k * 0.26}" fill="${css(lit(hex("#3a2a1c"), x, 0.3, z, 1))}" stroke="${css(lit(hex("#c8985c"), x, 0.3, z, 1.8))}" stroke-width="2"/>`,
    );
  }
  await picture.draw(bench.svg(), { blur: 0.6 });
  // grain of the wood and grime over everything, then the light in the air
  const grime = fractal(821, 6, 0.6);
  picture.paint((x, y, c) => {
    const v = 0.78 + grime(x * 0.012, y * 0.012) * 0.3 + (grime(x * 0.11, y * 0.03) - 0.5) * 0.34;
    return c.map((k) => k * v);
  });
  const rays = [];
  const [dx, dy] = stage.at([0.1, 2.9, end]);
  for (let i = 0; i < 9; i++) {
    const a = lerp(0.18, 0.82, i / 8) * Math.PI + (next() - 0.5) * 0.09;
    const w = 18 + next() * 46;
    const long = 560 + next() * 420;
    const ex = dx + Math.cos(a) * long;
    const ey = dy + Math.sin(a) * long * 0.82;
    rays.push(
      `<linearGradient id="ray${i}" gradientUnits="userSpaceOnUse" x1="${dx}" y1="${dy}" x2="${ex}" y2="${ey}"><stop offset="0" stop-color="#ffd896" stop-opacity=".42"/><stop offset="1" stop-color="#ffc878" stop-opacity="0"/></linearGradient><path d="M${dx - w * 0.5} ${dy}L${dx + w * 0.5} ${dy}L${ex + w * 2.4} ${ey}L${ex - w * 2.4} ${ey}Z" fill="url(#ray${i})"/>`,
    );
  }
  await picture.draw(rays.join(""), { blur: 16, add: true, opacity: 0.5 });
  await picture.draw(
    `<radialGradient id="air"><stop offset="0" stop-color="#ffdca0" stop-opacity=".62"/><stop offset=".4" stop-color="#ffc980" stop-opacity=".2"/><stop offset="1" stop-color="#ff9a40" stop-opacity="0"/></radialGradient><ellipse cx="${dx}" cy="${dy + 30}" rx="560" ry="470" fill="url(#air)"/>`,
    { add: true, opacity: 0.75 },
  );
  const dust = [];
  for (let i = 0; i < 260; i++) {
    const a = next() * Math.PI * 2;
    const d = next() ** 0.7 * 520;
    dust.push(
      `<circle cx="${(dx + Math.cos(a) * d).toFixed(1)}" cy="${(dy + 90 + Math.sin(a) * d * 0.7).toFixed(1)}" r="${(0.5 + next() ** 4 * 2.6).toFixed(1)}" fill="#fff0cc" fill-opacity="${(0.1 + next() * 0.45 * (1 - d / 560)).toFixed(2)}"/>`,
    );
  }
  await picture.draw(dust.join(""), { blur: 0.7 });
  await picture.save("feature/dock.jpg", {
    seed: 43,
    contrast: 0.2,
    grain: 0.03,
    glow: 0.5,
    glowFrom: 0.75,
    vignette: 0.34,
  });
};

scenes.tallow = async () => {
  const W = 1200;
  const H = 1500;
  const picture = new Picture(W, H);
  const cam = { f: 1500, cx: 600, horizon: 900, h: 5.5 };
  const pale = hex("#d5d9da");
  sky(
    picture,
    cam.horizon,
    [
      [0, hex("#a3b4c1")],
      [0.5, hex("#c6d0d4")],
      [1, hex("#e3e2da")],
    ],
    {
      cloud: {
        seed: 905,
        scale: 1.8,
        stretch: 2,
        from: 0.4,
        to: 0.75,
        opacity: 0.7,
        dark: hex("#9fabb4"),
        light: hex("#f3f1ea"),
      },
    },
  );
  const rock = fractal(931, 7, 0.5);
  const leaf = fractal(932, 4, 0.62);
  const range = (z0, z1, tall, seed, density, mistTop) =>
    terrain(picture, cam, {
      height: (x, z) =>
        step(z0, z0 * 1.25, z) *
        (rock((x / z0) * 1.4 + seed, (z / z0) * 1.6 + seed) ** 2.4 * tall -
          tall * 0.06 +
          leaf((x * 40) / z0, (z * 40) / z0) * z0 * 0.008),
      color: (x, y, z, sx) =>
        mix(hex("#2a3a38"), hex("#77806c"), clamp(0.3 + sx * 0.45 + (leaf((x * 70) / z0, (z * 50) / z0) - 0.5) * 0.9)),
      near: z0,
      far: z1,
      grow: 1.003,
      haze: pale,
      density,
      groundMist: 0.7,
      mistTop,
    });
  range(2600, 4600, 2300, 4.4, 2400, 120);
  range(1000, 1900, 620, 9.2, 1300, 40);
  mist(picture, { seed: 933, y: 890, spread: 34, color: hex("#e3e3de"), opacity: 0.8, scale: 0.003 });
  const upside = flipped(picture, cam.horizon + 4);
  water(picture, cam, upside, { seed: 941, shore: 904, deep: hex("#71828a"), calm: 1.1, waves: 1, fresnel: 0.93 });
  mist(picture, { seed: 971, y: 905, spread: 40, color: hex("#e0e2de"), opacity: 0.28, scale: 0.004 });
  const next = random(300);

  // the bank: a hump of earth and grass rising from the left water to the right
  const soil = fractal(951, 6, 0.56);
  const edge = (x) =>
    1215 -
    96 * step(180, 760, x) -
    26 * step(800, 1200, x) +
    (soil(x * 0.01, 4) - 0.5) * 60 +
    (soil(x * 0.06, 8) - 0.5) * 14;
  picture.paint((x, y, c) => {
    const top = edge(x);
    if (y < top) return c;
    const d = y - top;
    const k = 0.004 + 5 / (y + 200) / 8;
    const n = soil(x * k * 3, y * k * 6);
    const fine = soil(x * 0.05, y * 0.11) - 0.5;
    const grass = mix(hex("#3c3f2b"), hex("#8d8659"), clamp(n + fine * 1.1));
    const mud = mix(hex("#352e27"), hex("#776856"), clamp(n + fine));
    const wet = step(34, 0, d);
    return mix(mix(mud, grass, step(0.36, 0.6, n + d * 0.0006)), hex("#231f1c"), wet * 0.6);
  }, 1040);
  // the trunk's shade on the ground
  await picture.draw('<ellipse cx="640" cy="1235" rx="420" ry="64" fill="#14100c" fill-opacity=".5"/>', { blur: 22 });

  // stone steps going down to the water, left
  const st = [];
  for (let i = 0; i < 11; i++) {
    const t = i / 10;
    const y = lerp(1196, 1395, t ** 1.15);
    const x0 = lerp(300, 18, t);
    const wide = lerp(175, 330, t);
    const tall = lerp(11, 26, t);
    const tone = mix(hex("#8d8a82"), hex("#a8a397"), next());
    const skew = lerp(26, 60, t);
    st.push(
      `<path d="M${x0} ${y}h${wide}l${skew} ${-tall * 0.9}h${-wide}z" fill="${css(tone)}"/><path d="M${x0} ${y}h${wide}v${tall}h${-wide}z" fill="${css(tone.map((v) => v * 0.55))}"/><path d="M${x0 + wide} ${y}l${skew} ${-tall * 0.9}v${tall}l${-skew} ${tall * 0.9}z" fill="${css(tone.map((v) => v * 0.42))}"/>`,
    );
    for (let k = 1; k < 4; k++)
      st.push(
        `<path d="M${x0 + (wide * k) / 4 + next() * 20} ${y}l${skew} ${-tall * 0.9}" stroke="#5b574f" stroke-width="1.4" stroke-opacity=".7"/>`,
      );
    for (let k = 0; k < 12; k++)
      st.push(
        `<ellipse cx="${(x0 + next() * (wide + skew)).toFixed(0)}" cy="${(y - next() * tall * 0.8).toFixed(0)}" rx="${(3 + next() * 9).toFixed(0)}" ry="${(1 + next() * 2).toFixed(1)}" fill="${next() > 0.5 ? "#6d7358" : "#bdb8ab"}" fill-opacity=".45"/>`,
      );
  }
  const stairs = st.toReversed().join("");
  await picture.draw(stairs, { blur: 0.7 });
  const worn = await maskOf(W, H, stairs);
  picture.paint((x, y, c) => {
    const a = worn[y * W + x];
    if (!a) return c;
    const n = 1.02 + (soil(x * 0.03, y * 0.06) - 0.5) * 1.1 + (soil(x * 0.3, y * 0.3) - 0.5) * 0.5;
    return mix(c, [c[0] * n * 1.02, c[1] * n, c[2] * n * 0.94], a);
  }, 1100);

  // small boat moored by the bank
  const boat = (fill) =>
    `<path d="M60 1126q10 30 52 34h190q44 -6 66 -44q-60 26 -160 24q-96 2 -148 -14z" fill="${fill}"/>`;
  await picture.draw(`<g transform="matrix(1 0 0 -.55 0 1783)">${boat("#3b352f")}</g>`, { blur: 3, opacity: 0.72 });
  await picture.draw(
    `${boat("#4a3a2c")}<path d="M60 1126q52 15 148 14q100 2 160 -24" stroke="#a98660" stroke-width="4" fill="none"/><path d="M66 1137q60 16 142 15q96 0 150 -22" stroke="#2a211a" stroke-width="2" fill="none"/><path d="M130 1140q4 -46 54 -48q50 0 56 47z" fill="#7d6d50"/><path d="M142 1139q4 -38 18 -44M160 1140q0 -40 10 -46M182 1141v-48M204 1141q0 -38 -8 -47M224 1140q-4 -34 -14 -43" stroke="#463b2a" stroke-width="1.6" fill="none"/><path d="M276 1146l4 -40q1 -14 12 -15q11 1 13 15l5 38z" fill="#2b333d"/><path d="M281 1108l-34 20" stroke="#2b333d" stroke-width="8" stroke-linecap="round"/><circle cx="292" cy="1083" r="8" fill="#7d5d49"/><path d="M274 1082l18 -15l19 15q-18 -5 -37 0z" fill="#8f7c58"/><path d="M252 1126L118 1016" stroke="#3a2d22" stroke-width="2"/><path d="M118 1016v128" stroke="#4b5156" stroke-width=".7" stroke-opacity=".7"/><path d="M366 1118q60 30 150 48" stroke="#57493a" stroke-width="2" fill="none"/>`,
    { blur: 0.6 },
  );

  // the tree: every limb a strip of tones across its roundness, then bark
  const wood = [];
  const tips = [];
  const limb = (points, widths) => {
    const across = points.map((q, i) => {
      const u = points[Math.max(0, i - 1)];
      const v = points[Math.min(points.length - 1, i + 1)];
      const d = Math.hypot(v[0] - u[0], v[1] - u[1]) || 1;
      return [-(v[1] - u[1]) / d, (v[0] - u[0]) / d];
    });
    const on = (i, t) =>
      `${(points[i][0] + across[i][0] * widths[i] * t).toFixed(1)} ${(points[i][1] + across[i][1] * widths[i] * t).toFixed(1)}`;
    const strips = widths[0] > 9 ? 7 : 2;
    for (let k = 0; k < strips; k++) {
      const t0 = k / strips - 0.5;
      const t1 = Math.min(0.5, (k + 1.25) / strips - 0.5);
      const toLeft = across[0][0] * (t0 + t1) < 0 ? 1 : -1;
      const round = clamp(0.42 + toLeft * Math.abs(t0 + t1) * 0.5);
      const up = points.map((_, i) => on(i, t0));
      const back = points.map((_, i) => on(i, t1)).toReversed();
      wood.push(
        `<path d="M${[...up, ...back].join("L")}Z" fill="${css(mix(hex("#1d1815"), hex("#6d6053"), round))}"/>`,
      );
    }
    if (widths[0] < 12) return;
    for (let k = 0; k < widths[0] * 3; k++) {
      const i = Math.floor(next() * (points.length - 2));
      const t = (next() - 0.5) * 0.96;
      const ridge = next() > 0.6;
      wood.push(
        `<path d="M${on(i, t)}Q${on(i + 1, t + (next() - 0.5) * 0.12)} ${on(Math.min(points.length - 1, i + 2), t + (next() - 0.5) * 0.1)}" stroke="${ridge ? "#948775" : "#0f0b09"}" stroke-opacity="${(0.15 + next() * (ridge ? 0.3 : 0.5)).toFixed(2)}" stroke-width="${(0.8 + next() * Math.min(4, widths[0] * 0.035)).toFixed(1)}" fill="none"/>`,
      );
    }
  };
  const grow = (x, y, a, long, thick, level) => {
    const steps = level === 0 ? 9 : 6;
    const points = [[x, y]];
    const widths = [thick];
    let pa = a;
    const curl = (next() - 0.5) * (level === 0 ? 0.25 : 0.9);
    const sprouts = [];
    for (let i = 1; i <= steps; i++) {
      pa += curl / steps + (next() - 0.5) * 0.2;
      pa = lerp(pa, -Math.PI / 2, level > 1 && level < 5 ? 0.03 : 0);
      const [px, py] = points[i - 1];
      points.push([px + Math.cos(pa) * (long / steps), py + Math.sin(pa) * (long / steps)]);
      widths.push(thick * (level === 0 ? lerp(0.95, 0.74, i / steps) : lerp(1, 0.68, i / steps)));
      if (level > 0 && level < 6 && i > 2 && i < steps && next() > 0.58) sprouts.push([points[i], pa, widths[i]]);
      if (level >= 3) tips.push([...points[i], level]);
    }
    if (level === 0) widths.forEach((w, i) => (widths[i] = w * (1 + 0.55 * Math.exp(-i * 0.9))));
    limb(points, widths);
    const [ex, ey] = points[steps];
    const w = widths[steps];
    if (level > 6 || w < 1.7) return;
    for (const [[sx, sy], sa, sw] of sprouts)
      grow(
        sx,
        sy,
        sa + (next() > 0.5 ? 1 : -1) * (0.5 + next() * 0.5),
        long * (0.5 + next() * 0.25),
        sw * 0.5,
        level + 1,
      );
    const n = level === 0 ? 4 : 2;
    for (let i = 0; i < n; i++) {
      const spread =
        level === 0 ? [-1.02, -0.36, 0.3, 0.96][i] + (next() - 0.5) * 0.14 : (i ? 1 : -1) * (0.24 + next() * 0.42);
      grow(
        ex + (level === 0 ? [-14, -5, 5, 14][i] : 0),
        ey + (level === 0 ? [26, 2, 2, 26][i] : 0),
        pa + spread,
        long * (level === 0 ? 0.72 : 0.74 + next() * 0.14),
        w * (level === 0 ? [0.58, 0.64, 0.6, 0.56][i] : 0.74),
        level + 1,
      );
    }
  };
  grow(690, 1216, -Math.PI / 2 - 0.12, 300, 118, 0);
  // roots
  const roots = [];
  for (const [dx, dy, w] of [
    [-150, 52, 34],
    [-70, 66, 30],
    [70, 62, 34],
    [170, 44, 32],
    [10, 74, 26],
  ])
    roots.push(
      `<path d="M${690 + dx * 0.2} 1150Q${690 + dx * 0.35} 1215 ${690 + dx} ${1190 + dy}" stroke="#2d2520" stroke-width="${w}" stroke-linecap="round" fill="none"/><path d="M${690 + dx * 0.2 - 6} 1150Q${690 + dx * 0.35 - 6} 1210 ${690 + dx} ${1182 + dy}" stroke="#6e6052" stroke-width="${w * 0.18}" stroke-opacity=".6" fill="none"/>`,
    );

  const colors = [
    "#5c1f1e",
    "#7c2822",
    "#983526",
    "#ab4a2c",
    "#b96a38",
    "#83281f",
    "#6f2a26",
    "#c08a4a",
    "#552321",
    "#9a4430",
  ].map(hex);
  const leafShape = (x, y, size, turn, fill, alpha) => {
    const c = Math.cos(turn) * size;
    const s = Math.sin(turn) * size;
    return `<path d="M${(x + c).toFixed(1)} ${(y + s).toFixed(1)}Q${(x - s * 0.72).toFixed(1)} ${(y + c * 0.72).toFixed(1)} ${(x - c * 0.7).toFixed(1)} ${(y - s * 0.7).toFixed(1)}Q${(x + s * 0.72).toFixed(1)} ${(y - c * 0.72).toFixed(1)} ${(x + c).toFixed(1)} ${(y + s).toFixed(1)}Z" fill="${fill}" fill-opacity="${alpha}"/>`;
  };
  const patch = fractal(961, 3);
  const foliage = (count, spread, size, dim, lift) => {
    const out = [];
    for (let i = 0; i < count; i++) {
      const [tx, ty] = tips[Math.floor(next() * tips.length)];
      const a = next() * Math.PI * 2;
      const d = next() ** 0.6 * spread;
      const x = tx + Math.cos(a) * d;
      const y = ty + Math.sin(a) * d * 0.8 + lift;
      if (y > 1010 + next() * 60) continue;
      const p = patch(x * 0.008, y * 0.008);
      if (p + next() * 0.5 < 0.42) continue;
      const light = clamp(0.62 + (600 - y) / 1500 + (p - 0.5) * 0.9 + (next() - 0.5) * 0.4) * dim;
      const base = colors[Math.floor(clamp(p * 0.7 + next() * 0.5 - 0.15) * (colors.length - 1))];
      out.push(
        leafShape(
          x,
          y,
          size * (0.7 + next() * 0.7),
          next() * Math.PI * 2,
          css(base.map((v) => v * (0.4 + light * 0.85))),
          (0.82 + next() * 0.18).toFixed(2),
        ),
      );
    }
    return out.join("");
  };
  await picture.draw(foliage(9000, 58, 7.5, 0.5, 2), { blur: 2, opacity: 0.9 });
  await picture.draw(roots.join("") + wood.join(""), { blur: 0.6 });
  await picture.draw(foliage(9000, 44, 6.8, 0.74, 3), { blur: 0.9 });
  await picture.draw(foliage(9000, 36, 6.2, 1, -3), { blur: 0.45 });
  // fallen leaves, some still in the air
  const fallen = [];
  for (let i = 0; i < 2100; i++) {
    const x = 620 + (next() + next() + next() - 1.5) * 620;
    const y = edge(x) + 12 + next() ** 1.4 * 290;
    if (y > H || x < 0 || x > W) continue;
    const k = 3 + ((y - 1080) / 420) * 6.5;
    const tone = colors[Math.floor(next() * colors.length)].map((v) => v * (0.6 + next() * 0.5));
    fallen.push(
      `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(1 .5)">${leafShape(0, 0, k * (0.7 + next() * 0.7), next() * 6.3, css(tone), 0.92)}</g>`,
    );
  }
  for (let i = 0; i < 26; i++)
    fallen.push(
      leafShape(
        150 + next() * 950,
        720 + next() * 420,
        6 + next() * 5,
        next() * 6.3,
        css(colors[Math.floor(next() * 6)]),
        0.9,
      ),
    );
  for (let i = 0; i < 60; i++)
    fallen.push(
      `<ellipse cx="${(next() * 420).toFixed(0)}" cy="${(1030 + next() ** 1.5 * 170).toFixed(0)}" rx="${(2 + next() * 3).toFixed(1)}" ry="1.2" fill="#b5452b" fill-opacity=".8"/>`,
    );
  await picture.draw(fallen.join(""), { blur: 0.6 });
  await picture.save("feature/tallow.jpg", {
    seed: 57,
    contrast: 0.3,
    grain: 0.026,
    glow: 0.2,
    glowFrom: 0.85,
    vignette: 0.26,
    soft: 0.7,
  });
};

async function maskOf(width, height, elements) {
  const raw = await sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${elements}</svg>`),
    { unlimited: true },
  )
    .ensureAlpha()
    .raw()
    .toBuffer();
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) out[i] = raw[i * 4 + 3] / 255;
  return out;
}

/** A deck crane: two side trusses `half` metres from the middle, tied across at the mast and at the nose. */
function crane(st, P, s, back, Y, half) {
  const red = hex("#b8402c");
  const tail = s + back * 16;
  const mast = s - back;
  const nose = s - back * 16;
  for (const t of [-half, half]) {
    const rail = (a, b, m) => st.line(a, b, m, t < 0 ? red.map((v) => v * 0.8) : red, 1, 1.1);
    rail(P(tail, t, Y + 0.6), P(s, t, Y + 0.6), 1);
    rail(P(mast, t, Y + 0.6), P(mast, t, Y + 12), 0.8);
    rail(P(tail, t, Y + 0.6), P(mast, t, Y + 12), 0.6);
    rail(P(mast, t, Y + 12), P(nose, t, Y + 10.8), 0.8);
    rail(P(mast, t, Y + 8), P(nose, t, Y + 10.6), 0.55);
    rail(P(mast, t, Y + 4), P(s + back * 6, t, Y + 7), 0.35);
    for (let i = 0; i < 5; i++)
      rail(P(mast - back * i * 3, t, Y + 12 - i * 0.24), P(mast - back * (i + 1) * 3, t, Y + 8 + (i + 1) * 0.52), 0.3);
    if (t < 0) {
      for (const [at, y] of [
        [mast, 12],
        [mast, 8],
        [mast, 4.5],
        [nose, 10.8],
        [tail, 0.8],
      ])
        st.line(
          P(at, -half, Y + y),
          P(at, half, Y + y),
          0.6,
          red.map((v) => v * 0.88),
        );
      for (let i = 0; i < 4; i++)
        st.line(
          P(mast, lerp(-half, half, i / 4), Y + 8),
          P(mast, lerp(-half, half, (i + 1) / 4), Y + 12),
          0.3,
          red.map((v) => v * 0.88),
        );
      st.box(
        [
          [-3, 2],
          [1, 2],
          [1, 7],
          [-3, 7],
        ].map(([ds, dt]) => {
          const p = P(s + back * (6 + ds), dt, 0);
          return [p[0], p[2]];
        }),
        Y + 0.8,
        Y + 4,
        { side: hex("#d8d3c4") },
      );
    }
  }
}

const wanted = process.argv.slice(2);
for (const [name, paintScene] of Object.entries(scenes)) {
  if (!wanted.length || wanted.includes(name)) await paintScene();
}
