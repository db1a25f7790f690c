using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Wire;

/// <summary>What a portal shows to someone who has not logged in, or a proxy in place of what it can't reach.</summary>
internal static class LoginPage
{
    private const string Html = """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><title>登录 | BlueKing</title></head>
        <body>
        <form action="/login/" method="post">
        <input name="username" placeholder="请输入用户名"><input name="password" type="password" placeholder="请输入密码">
        <button>立即登录</button>
        </form>
        </body>
        </html>
        """;

    /// <summary>The page as an answer.</summary>
    public static Answer Show(int status) => Answer.Text(status, Html, "text/html; charset=utf-8");
}
