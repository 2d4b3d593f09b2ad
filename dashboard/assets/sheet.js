// A table exactly as it is shown, as CSV or XLSX, made in the browser: nothing is sent anywhere.
"use strict";
(() => {
  function cells(table) {
    const rows = [];
    for (const row of table.rows) {
      if (row.hidden || row.parentElement.hidden) continue;
      const values = [];
      for (const cell of row.cells) {
        values.push(shown(cell));
        for (let extra = 1; extra < cell.colSpan; extra += 1) values.push("");
      }
      rows.push(values);
    }
    return rows;
  }
  function shown(cell) {
    let text = "";
    for (const node of cell.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      else if (node.tagName === "BR") text += " ";
      else if (!node.hidden && !node.matches?.(".missing, .narrow, svg")) {
        const inner = shown(node);
        text += text && node.tagName === "SMALL" ? ` (${inner})` : inner;
      }
    }
    return text.replace(/\s+/g, " ").trim();
  }

  // Text that begins so is taken for a formula by spreadsheets; a minus before a digit is a number.
  function guarded(text) { return /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text; }
  function csv(rows) {
    const lines = rows.map((row) => row.map((text) => {
      const safe = guarded(text);
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    }).join(","));
    return new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  // XLSX is a zip of a few XML files; stored without compression, every cell a text.
  function xlsx(rows) {
    const sheet = rows.map((row, r) => `<row r="${r + 1}">${row.map((text, c) =>
      `<c r="${column(c)}${r + 1}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`).join("")}</row>`).join("");
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const parts = "http://schemas.openxmlformats.org/package/2006";
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
    const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    return zip([
      ["[Content_Types].xml", `${head}<Types xmlns="${parts}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`],
      ["_rels/.rels", `${head}<Relationships xmlns="${parts}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
      ["xl/workbook.xml", `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>`],
      ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${parts}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
      ["xl/worksheets/sheet1.xml", `${head}<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`],
    ]);
  }
  function column(index) {
    let name = "";
    for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    return name;
  }
  function xml(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }
  function zip(files) {
    const encoder = new TextEncoder();
    const pieces = [], directory = [];
    let offset = 0;
    for (const [name, text] of files) {
      const path = encoder.encode(name), data = encoder.encode(text), sum = crc32(data);
      const common = [20, 0x0800, 0, 0, 0x0021, sum, data.length, data.length];
      pieces.push(record(0x04034b50, [...common, path.length, 0], [2, 2, 2, 2, 2, 4, 4, 4, 2, 2]), path, data);
      directory.push(record(0x02014b50, [20, ...common, path.length, 0, 0, 0, 0, 0, offset], [2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4]), path);
      offset += 30 + path.length + data.length;
    }
    const size = directory.reduce((sum, piece) => sum + piece.length, 0);
    const end = record(0x06054b50, [0, 0, files.length, files.length, size, offset, 0], [2, 2, 2, 2, 4, 4, 2]);
    return new Blob([...pieces, ...directory, end], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  }
  function record(signature, values, sizes) {
    const bytes = new DataView(new ArrayBuffer(4 + sizes.reduce((sum, size) => sum + size, 0)));
    bytes.setUint32(0, signature, true);
    let at = 4;
    values.forEach((value, index) => {
      if (sizes[index] === 4) bytes.setUint32(at, value, true); else bytes.setUint16(at, value, true);
      at += sizes[index];
    });
    return new Uint8Array(bytes.buffer);
  }
  function crc32(data) {
    let sum = 0xffffffff;
    for (const byte of data) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return (sum ^ 0xffffffff) >>> 0;
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  for (const group of document.querySelectorAll(".downloads.shown")) {
    group.hidden = false;
    for (const button of group.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const rows = cells(document.getElementById(group.dataset.table));
        const format = button.dataset.format;
        save(format === "csv" ? csv(rows) : xlsx(rows), `${group.dataset.name}.${format}`);
      });
    }
  }
})();
