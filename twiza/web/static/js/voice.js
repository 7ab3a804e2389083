// Comfort only: a button that records a voice note into the file field of the same form. Without it, the field takes a file.
"use strict";

document.querySelectorAll("[data-recorder]").forEach((box) => {
  const field = box.closest("form")?.querySelector("input[data-voice]");
  const kinds = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  const kind = typeof MediaRecorder === "undefined" ? "" : kinds.find((one) => MediaRecorder.isTypeSupported(one));
  if (!field || !kind || !navigator.mediaDevices?.getUserMedia || typeof DataTransfer === "undefined") return;
  box.hidden = false;
  const button = box.querySelector("button"), word = button.querySelector("span"), status = box.querySelector("[role=status]");
  let recorder = null, limit;
  const stop = () => recorder && recorder.state !== "inactive" && recorder.stop();
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 32000 });
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      clearTimeout(limit);
      stream.getTracks().forEach((track) => track.stop());
      const type = kind.split(";")[0];
      const files = new DataTransfer();
      files.items.add(new File(pieces, "voice." + type.split("/")[1], { type }));
      field.files = files.files;
      word.textContent = box.dataset.start;
      status.textContent = box.dataset.ready;
      recorder = null;
    };
    recorder.start();
    limit = setTimeout(stop, 10 * 60 * 1000);
    word.textContent = box.dataset.stop;
    status.textContent = "";
  };
  button.addEventListener("click", () => (recorder ? stop() : start().catch(() => { box.hidden = true; })));
});
