using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace BkJob.Simulator.Wire;

/// <summary>Closes a connection with a TCP reset.</summary>
internal static class ConnectionReset
{
    /// <summary>Sends a part of the response, then the reset.</summary>
    /// <param name="context">The request; the headers of its response are set and not sent.</param>
    /// <param name="hasHead">Whether the headers are sent before the reset.</param>
    /// <param name="body">The part of the body that is sent.</param>
    /// <param name="length">The announced length.</param>
    public static void Send(HttpContext context, bool hasHead, ReadOnlyMemory<byte> body, int length)
    {
        // Bypasses Kestrel, which sends in the background: a reset discards unsent data. On loopback, data has arrived when Send returns.
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        try
        {
            if (hasHead)
            {
                SendAll(socket, Head(context.Response, length));
                SendAll(socket, body.Span);
            }

            // Closing a socket with a linger time of 0 sends a reset.
            socket.Close(timeout: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client has already disconnected.
        }

        context.Abort();
    }

    private static byte[] Head(HttpResponse response, int length)
    {
        var head = new StringBuilder($"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        response.ContentLength = length;
        foreach (var (name, values) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {values}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        // Kestrel's sockets do not block, and a client that does not read must not hold a thread: only what fits into the buffers is sent.
        while (bytes.Length > 0)
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            if (error != SocketError.Success)
            {
                return;
            }

            bytes = bytes[sent..];
        }
    }
}
