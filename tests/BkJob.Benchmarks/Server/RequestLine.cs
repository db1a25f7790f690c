using System.Buffers.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>Reads what the server has to know of a request.</summary>
internal static class RequestLine
{
    /// <summary>The first line of a request.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> request) =>
        request.IndexOf("\r\n"u8) is var end and >= 0 ? request[..end] : request;

    /// <summary>A number in the query of a request.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryParameter(ReadOnlySpan<byte> request, ReadOnlySpan<byte> name, out long value)
    {
        ReadOnlySpan<byte> line = Of(request);
        int at = line.IndexOf(name);
        value = 0;
        return at >= 0 && line[(at + name.Length)..] is [(byte)'=', .. var rest] && Utf8Parser.TryParse(rest, out value, out _);
    }
}
