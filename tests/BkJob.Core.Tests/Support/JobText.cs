using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace BkJob.Core.Tests.Support;

/// <summary>
/// A job as a text to read and to compare: a line for the job, each block, step and host, with every public property that is not null.
/// </summary>
internal static class JobText
{
    // The offset of the payloads, whatever the time zone of the machine.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Of(JobInstance job)
    {
        var text = new StringBuilder();
        Append(text, job, depth: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object value, int depth)
    {
        var children = new List<object>();
        text.Append(' ', depth * 2).Append(value.GetType().Name);
        foreach (PropertyInfo property in value.GetType().GetProperties())
        {
            switch (property.GetValue(value))
            {
                case null:
                    break;

                // The steps of a job are those of its blocks.
                case IList list when value is JobInstance && list is IReadOnlyList<StepInstance>:
                    break;
                case IList { Count: > 0 } list when list[0] is Enum:
                    text.Append(' ').Append(property.Name).Append('=').AppendJoin(',', list.Cast<Enum>());
                    break;
                case IList list:
                    children.AddRange(list.Cast<object>());
                    break;
                case var scalar:
                    text.Append(' ').Append(property.Name).Append('=').Append(Format(scalar));
                    break;
            }
        }

        text.Append('\n');
        children.ForEach(child => Append(text, child, depth + 1));
    }

    private static string Format(object value) => value switch
    {
        string text => $"\"{text}\"",
        DateTimeOffset time => time.ToOffset(Offset).ToString("yyyy-MM-ddTHH:mm:ss.FFFzzz", CultureInfo.InvariantCulture),
        HostSummary hosts => $"[{string.Join(' ', CountsOf(hosts))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IEnumerable<string> CountsOf(HostSummary hosts) =>
        from count in hosts.GetType().GetProperties()
        let number = (int)count.GetValue(hosts)!
        where number > 0 || count.Name == nameof(HostSummary.Total)
        select $"{count.Name}={number}";
}
