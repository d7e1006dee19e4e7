import { expect, onTestFinished, test } from "vitest";
import { mailer } from "@/server/integrations/mail/mailer";
import { startMailServer } from "@/tests/support/mail-server";

const MAIL_FROM = "Tributary <tributary@example.com>";

async function mailServer(refusal?: string) {
  const server = await startMailServer(refusal);
  onTestFinished(server.close);
  return server;
}

test("a mail reaches the server with its recipient, subject and text", async () => {
  const { url, heard } = await mailServer();
  await mailer({ SMTP_URL: url, MAIL_FROM })?.({ to: "ada@example.com", subject: "Come in", text: "The link" });
  expect(heard).toContain("MAIL FROM:<tributary@example.com>");
  expect(heard.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<ada@example.com>"]);
  expect(heard).toContain("Subject: Come in");
  expect(heard).toContain("The link");
});

test("a subject with line breaks stays one header", async () => {
  const { url, heard } = await mailServer();
  const subject = "Come in\r\nBcc: eve@example.com";
  await mailer({ SMTP_URL: url, MAIL_FROM })?.({ to: "ada@example.com", subject, text: "The link" });
  expect(heard.filter((line) => /^bcc:/i.test(line))).toEqual([]);
  expect(heard.filter((line) => line.startsWith("RCPT"))).toHaveLength(1);
});

test("what the server refuses is thrown with its words", async () => {
  const { url } = await mailServer("550 no such mailbox");
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
