import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { mailer } from "@/server/integrations/mail/mailer";

const MAIL_FROM = "Tributary <tributary@example.com>";

/** A mail server that says yes to everything, or `refusal` to every recipient, and keeps what it heard. */
async function startMailServer(refusal?: string) {
  const heard: string[] = [];
  const server: Server = createServer((socket) => {
    let inData = false;
    let buffer = "";
    const answer = (line: string) => {
      heard.push(line);
      if (inData) {
        if (line === ".") {
          inData = false;
          socket.write("250 kept\r\n");
        }
        return;
      }
      if (line === "DATA") {
        inData = true;
        socket.write("354 go on\r\n");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else if (line.startsWith("RCPT") && refusal) socket.write(`${refusal}\r\n`);
      else socket.write("250 fine\r\n");
    };
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      buffer += chunk.toString();
      const lines = buffer.split("\r\n");
      buffer = lines.pop() ?? "";
      lines.forEach(answer);
    });
    socket.write("220 ready\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

test("a mail reaches the server with its recipient, subject and text", async () => {
  const { url, heard } = await startMailServer();
  await mailer({ SMTP_URL: url, MAIL_FROM })?.({ to: "ada@example.com", subject: "Come in", text: "The link" });
  expect(heard).toContain("MAIL FROM:<tributary@example.com>");
  expect(heard.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<ada@example.com>"]);
  expect(heard).toContain("Subject: Come in");
  expect(heard).toContain("The link");
});

test("a subject with line breaks stays one header", async () => {
  const { url, heard } = await startMailServer();
  const subject = "Come in\r\nBcc: eve@example.com";
  await mailer({ SMTP_URL: url, MAIL_FROM })?.({ to: "ada@example.com", subject, text: "The link" });
  expect(heard.filter((line) => /^bcc:/i.test(line))).toEqual([]);
  expect(heard.filter((line) => line.startsWith("RCPT"))).toHaveLength(1);
});

test("what the server refuses is thrown with its words", async () => {
  const { url } = await startMailServer("550 no such mailbox");
  const attempt = mailer({ SMTP_URL: url, MAIL_FROM })?.({
    to: "ada@example.com",
    subject: "Come in",
    text: "The link",
  });
  await expect(attempt).rejects.toThrow("550 no such mailbox");
});

test("without a mail server there is nothing to send with", () => {
  expect(mailer({ MAIL_FROM })).toBeNull();
});
