using System.Buffers.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>Reads what the server has to know of a request.</summary>
internal static class RequestLine
{
    /// <summary>A number in the query of a request.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryParameter(ReadOnlySpan<byte> request, ReadOnlySpan<byte> name, out long value)
    {
        ReadOnlySpan<byte> line = request[..request.IndexOf("\r\n"u8)];
        int at = line.IndexOf(name);
        value = 0;
        return at >= 0 && line[(at + name.Length)..] is [(byte)'=', .. var rest] && Utf8Parser.TryParse(rest, out value, out _);
    }
}
