using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>The values of the v2 bodies of both generations.</summary>
internal static class V2Json
{
    private static readonly TimeSpan ServerZone = TimeSpan.FromHours(8);
    private static readonly JsonEncodedText Ip = JsonEncodedText.Encode("ip");
    private static readonly JsonEncodedText Cloud = JsonEncodedText.Encode("bk_cloud_id");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");

    /// <summary>Writes a time in the server's zone, truncated to whole seconds, or null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time, string suffix = "")
    {
        if (time is { } moment)
        {
            var text = moment.ToOffset(ServerZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            json.WriteString(name, text + suffix);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a duration in seconds, formatted like a Java double, or null.</summary>
    public static void WriteSeconds(this Utf8JsonWriter json, string name, double? seconds)
    {
        json.WritePropertyName(name);
        if (seconds is { } value)
        {
            json.WriteRawValue(JavaDouble.Format(value), skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes step_ip_status.</summary>
    public static async Task WriteHostsAsync(this Utf8JsonWriter json, SimulatedStep step, StepSnapshot snapshot, CancellationToken ct)
    {
        json.WriteStartArray("step_ip_status");
        for (var host = 0; host < snapshot.Hosts.Count; host++)
        {
            WriteHost(json, step.HostNumber(host), step.Ipv6Only, snapshot.Hosts[host].Status);
            await json.FlushPieceAsync(ct);
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, int host, bool ipv6Only, int status)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        json.WriteStartObject();
        if (ipv6Only)
        {
            json.WriteNull(Ip);
        }
        else
        {
            json.WriteString(Ip, HostAddress.Ipv4(buffer, host));
        }

        json.WriteNumber(Cloud, 0);
        json.WriteNumber(Status, status);
        json.WriteEndObject();
    }
}

/// <summary>Formats a double like Java: 0.0, 3.169, and from ten million 1.0E7.</summary>
internal static class JavaDouble
{
    public static string Format(double value)
    {
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        return sign + (value == 0 ? "0.0" : Math.Abs(value) is >= 1e-3 and < 1e7 ? Plain(text) : Scientific(text));
    }

    private static string Plain(string text) => text.Contains('.') ? text : text + ".0";

    private static string Scientific(string text)
    {
        // .NET uses an exponent for other values than Java, so the digits are split and reassembled.
        var parts = text.Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.');
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        exponent += (point < 0 ? all.Length : point) - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return $"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }
}
