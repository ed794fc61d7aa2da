/** A page under an attacker's control can send nothing to anyone (B5, B6). */
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { launch } from "../e2e/support/launch.ts";
import { packetsSent } from "../e2e/support/network-sink.ts";
import { ADD_ELEMENT, EXITS } from "./page-probes.ts";

const HOST = "198.51.100.7";

it(`none of ${Object.keys(EXITS).length} ways out opens a connection, moves the page or opens a window`, async () => {
  const window = await launch({ network: "sink" });
  const main = window.processes().find((one) => one.kind === "main")?.pid ?? 0;
  for (const [name, source] of Object.entries(EXITS)) {
    const code = source.replaceAll("HOST", HOST);
    await window.page.evaluate(`(async () => { ${ADD_ELEMENT}\n try { ${code} } catch {} })()`);
    await window.page.waitForTimeout(100);
    expect(window.page.url(), name).toMatch(/^app:\/\/workbench\//);
    expect(window.context.pages().length, name).toBe(1);
  }
  await window.page.waitForTimeout(1500);
  expect(packetsSent(main)).toBe(0);
  const trace = await window.close();
  expect(trace.calls).toBeGreaterThan(100);
  // Looking up a name makes Chromium ask the kernel, without a packet, whether there is an IPv6
  // route: a datagram socket that is connected and closed. Nothing else is let through.
  const conversations = trace.internet.filter((line) =>
    /SOCK_STREAM|SOCK_RAW|\bsend|\bbind\(|\blisten\(/.test(line),
  );
  expect(conversations).toEqual([]);
});

it("WebRTC finds no address of this machine and sends no packet", async () => {
  const window = await launch({ network: "sink" });
  const main = window.processes().find((one) => one.kind === "main")?.pid ?? 0;
  const candidates = await window.page.evaluate(`new Promise((done) => {
    const found = [];
    const peer = new RTCPeerConnection({
      iceServers: [{ urls: "stun:${HOST}:3478" }, { urls: "stun:exit.example.org:3478" }],
    });
    peer.createDataChannel("exit");
    peer.onicecandidate = (event) => event.candidate && found.push(event.candidate.candidate);
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    setTimeout(() => done(found), 4000);
  })`);
  expect(candidates).toEqual([]);
  expect(packetsSent(main)).toBe(0);
  await window.close();
});

it("packets that are sent are counted", async () => {
  // The reading above, on this very process: a zero there means none.
  const before = packetsSent(process.pid);
  const socket = createSocket("udp4");
  await new Promise((done) => socket.send("x", 9, "127.0.0.1", done));
  socket.close();
  expect(readFileSync("/proc/self/net/dev", "utf8")).toContain("lo:");
  expect(packetsSent(process.pid)).toBeGreaterThan(before);
});
