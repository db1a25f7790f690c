using System.Text.Json;

namespace BkJob.Simulator.Bodies;

/// <summary>The names of the three times of job, step and host.</summary>
internal static class TimeNames
{
    public static readonly JsonEncodedText Start = JsonEncodedText.Encode("start_time");
    public static readonly JsonEncodedText End = JsonEncodedText.Encode("end_time");
    public static readonly JsonEncodedText Total = JsonEncodedText.Encode("total_time");
}
