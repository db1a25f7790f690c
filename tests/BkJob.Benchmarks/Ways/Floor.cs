using System.Text.Json;

namespace BkJob.Benchmarks.Ways;

/// <summary>
/// The least that a client can do: HttpClient gets the body, and Utf8JsonReader passes over it once as it arrives. Nothing is kept.
/// </summary>
internal sealed class Floor : IDisposable
{
    /// <summary>What a reader calls it.</summary>
    public const string Name = "HttpClient and Utf8JsonReader";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private readonly byte[] _buffer = new byte[64 * 1024];

    public async Task RunAsync(Uri url)
    {
        using HttpResponseMessage response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        using Stream body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false);
        var state = default(JsonReaderState);
        int filled = 0;
        while (await body.ReadAsync(_buffer.AsMemory(filled)).ConfigureAwait(false) is var read and > 0)
        {
            filled += read;
            int passed = Pass(_buffer.AsSpan(0, filled), ref state);
            _buffer.AsSpan(passed, filled - passed).CopyTo(_buffer);
            filled -= passed;
        }
    }

    public void Dispose() => _http.Dispose();

    private static int Pass(ReadOnlySpan<byte> bytes, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state);
        while (reader.Read())
        {
            // Only read.
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }
}
