using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace BkJob.Simulator.Wire;

/// <summary>Breaks a connection with a TCP reset instead of an orderly end.</summary>
internal static class ConnectionReset
{
    /// <summary>Sends what is to be sent, then the reset.</summary>
    /// <param name="context">The request; its answer's head is set and not sent.</param>
    /// <param name="hasHead">Whether anything at all goes out before it.</param>
    /// <param name="body">What goes out of the body behind the head.</param>
    /// <param name="length">The length that the head announces.</param>
    public static void Send(HttpContext context, bool hasHead, ReadOnlyMemory<byte> body, int length)
    {
        // Past Kestrel: it sends in the background, and a reset throws away what is not sent yet. On loopback a Send that has
        // returned has arrived.
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        try
        {
            if (hasHead)
            {
                SendAll(socket, Head(context.Response, length));
                SendAll(socket, body.Span);
            }

            // To linger for no time at all is how a socket is told to reset.
            socket.Close(timeout: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client was faster: nobody is left to break off with.
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
        // Kestrel's sockets don't block, and a client that does not read must not hold a thread: what the buffers take has to do.
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
