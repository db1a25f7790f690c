using System.Globalization;

namespace BkJob;

/// <summary>The web pages of Job, for a browser.</summary>
internal static class WebPage
{
    /// <summary>The page of a job instance, which redirects to its business.</summary>
    /// <param name="web">The address of the web pages, with or without a slash at its end.</param>
    /// <param name="jobInstanceId">The job instance.</param>
    public static Uri GetUrl(Uri web, long jobInstanceId) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{web.AbsoluteUri.TrimEnd('/')}/api_execute/{jobInstanceId}"));
}
