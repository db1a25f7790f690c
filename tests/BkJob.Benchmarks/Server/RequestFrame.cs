using System.Buffers.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>Divides the bytes of a connection into requests.</summary>
internal static class RequestFrame
{
    private static ReadOnlySpan<byte> EndOfHeaders => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> ContentLength => "Content-Length: "u8;

    /// <summary>Whether the bytes are a whole request, including its body.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf(EndOfHeaders);
        return end >= 0 && bytes.Length == end + EndOfHeaders.Length + GetLength(bytes[..end]);
    }

    /// <summary>The body of a whole request; empty if it has none.</summary>
    public static ReadOnlySpan<byte> GetBody(ReadOnlySpan<byte> request) =>
        request[(request.IndexOf(EndOfHeaders) + EndOfHeaders.Length)..];

    private static int GetLength(ReadOnlySpan<byte> headers)
    {
        int start = headers.IndexOf(ContentLength);
        return start >= 0 && Utf8Parser.TryParse(headers[(start + ContentLength.Length)..], out int length, out _) ? length : 0;
    }
}
